package dev.planline.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.server.common.MetadataVersion;
import org.junit.jupiter.api.Test;

class BrokerReleaseTest {

    @Test
    void nothingIsKnownAgainstTheReleaseThatComesAlong() {
        assertThat(BrokerRelease.warning(MetadataVersion.latestProduction().featureLevel())).isEmpty();
    }

    @Test
    void thoseThatDropMarkersAreNamed() {
        assertThat(BrokerRelease.warning(MetadataVersion.IBP_4_3_IV0.featureLevel())).get().asString().contains("KAFKA-20734", "4.2");
        assertThat(BrokerRelease.warning(33)).isPresent();
        assertThat(BrokerRelease.warning(34)).isEmpty();
    }
}
