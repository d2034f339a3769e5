package dev.planline.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.planline.settings.InvalidSettings;
import dev.planline.settings.SettingsReader;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TracingKeysTest {

    @Test
    void nothingIsTracedUnlessSet() {
        assertThat(read(Map.of())).isEqualTo(TracingSettings.OFF);
    }

    @Test
    void everyKeyIsRead() {
        assertThat(read(Map.of("PLANLINE_TRACING_OTLP_ENDPOINT", "https://collector:4318", "PLANLINE_TRACING_SAMPLE_RATIO", "0.25")))
                .isEqualTo(new TracingSettings("https://collector:4318", 0.25));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "collector:4318", "ftp://collector", "http://", "http://a b", "http://collector/?token=x", "http://c/#x",
        "http://me:secret@collector"})
    void theEndpointIsAnAddressOfAServer(String endpoint) {
        assertThatThrownBy(() -> read(Map.of("PLANLINE_TRACING_OTLP_ENDPOINT", endpoint))).isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("tracing.otlp.endpoint").hasMessageContaining("must be an http or https URL");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.1", "1.1"})
    void theRatioIsAShare(String ratio) {
        assertThatThrownBy(() -> read(Map.of("PLANLINE_TRACING_SAMPLE_RATIO", ratio))).isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("must be 0.0 to 1.0");
    }

    private static TracingSettings read(Map<String, String> environment) {
        return TracingKeys.read(SettingsReader.of(TracingKeys.all()).read(Optional.empty(), environment, Map.of()));
    }
}
