package dev.planline.chaos.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalBrokersTest {

    private static final String PROPERTY = "planline.brokers";

    private final String built = System.getProperty(PROPERTY);

    @AfterEach
    void restore() {
        System.setProperty(PROPERTY, built);
    }

    @Test
    void whereTheJarsAreMissingTheyAreNamed(@TempDir Path folder) {
        assertThat(LocalBrokers.hindrance()).isEmpty();
        Path missing = folder.resolve("brokers");
        System.setProperty(PROPERTY, missing.toString());
        assertThat(LocalBrokers.hindrance()).get().asString().contains(missing.toString());
    }
}
