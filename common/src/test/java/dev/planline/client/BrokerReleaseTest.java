package dev.planline.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.apache.kafka.server.common.MetadataVersion;
import org.junit.jupiter.api.Test;

class BrokerReleaseTest {

    @Test
    void severalBrokersThatDropMarkersAreNamed() {
        assertThat(warning(3, MetadataVersion.IBP_4_3_IV0)).get().asString().contains("KAFKA-20734", "4.2");
        assertThat(warning(2, MetadataVersion.IBP_4_4_IV2)).isPresent();
    }

    @Test
    void nothingIsKnownAgainstThoseBeforeAndAfter() {
        assertThat(warning(3, MetadataVersion.IBP_4_2_IV1)).isEmpty();
        assertThat(warning(3, MetadataVersion.IBP_4_5_IV0)).isEmpty();
    }

    @Test
    void oneBrokerAloneCannotHaveTheFault() {
        assertThat(warning(1, MetadataVersion.IBP_4_4_IV2)).isEmpty();
    }

    private static Optional<String> warning(int brokers, MetadataVersion newest) {
        return BrokerRelease.warning(brokers, newest.featureLevel());
    }
}
