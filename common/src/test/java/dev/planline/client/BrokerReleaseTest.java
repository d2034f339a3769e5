package dev.planline.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.server.common.MetadataVersion;
import org.junit.jupiter.api.Test;

class BrokerReleaseTest {

    @Test
    void nothingIsKnownAgainstThoseBeforeAndAfter() {
        assertThat(BrokerRelease.warning(MetadataVersion.IBP_4_2_IV1.featureLevel())).isEmpty();
        assertThat(BrokerRelease.warning(MetadataVersion.IBP_4_5_IV0.featureLevel())).isEmpty();
    }

    @Test
    void thoseThatDropMarkersAreNamed() {
        assertThat(BrokerRelease.warning(MetadataVersion.IBP_4_3_IV0.featureLevel())).get().asString().contains("KAFKA-20734", "4.2");
        assertThat(BrokerRelease.warning(MetadataVersion.IBP_4_4_IV2.featureLevel())).isPresent();
    }
}
