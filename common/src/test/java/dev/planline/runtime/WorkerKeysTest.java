package dev.planline.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.planline.settings.InvalidSettings;
import dev.planline.settings.Settings;
import dev.planline.settings.SettingsReader;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WorkerKeysTest {

    private static final SettingsReader READER = SettingsReader.of(WorkerKeys.all());

    @Test
    void defaultsAreThoseOfTheRecord() {
        assertThat(WorkerKeys.read(read(Map.of("KAFKA_BOOTSTRAP_SERVERS", "b:9092")), "host-1"))
                .isEqualTo(WorkerSettings.of("b:9092", "host-1"));
    }

    @Test
    void everyKeyReachesItsComponent() {
        var all = new HashMap<String, String>();
        all.put("PLANLINE_BOOTSTRAP_SERVERS", "b:9092");
        all.put("PLANLINE_PREFIX", "p");
        all.put("PLANLINE_INSTANCE_ID", "i");
        all.put("PLANLINE_IN_FLIGHT_RECORDS", "7");
        all.put("PLANLINE_IN_FLIGHT_BYTES", "2MiB");
        all.put("PLANLINE_CONCURRENCY", "11");
        all.put("PLANLINE_RATE_LIMIT", "0.5");
        all.put("PLANLINE_COMMIT_INTERVAL", "3ms");
        all.put("PLANLINE_RETRY_ATTEMPTS", "4");
        all.put("PLANLINE_RETRY_FIRST_DELAY", "5ms");
        all.put("PLANLINE_RETRY_MAX_DELAY", "6s");
        all.put("PLANLINE_RECORD_DEADLINE", "7s");
        all.put("PLANLINE_DRAIN_DEADLINE", "8s");
        all.put("PLANLINE_VALUE_MAX_BYTES", "9KiB");
        all.put("PLANLINE_CLIENT_METERS", "false");
        all.put("PLANLINE_KAFKA_LINGER_MS", "1");
        assertThat(WorkerKeys.read(read(all), "unused")).isEqualTo(new WorkerSettings(
                "b:9092", "p", "i", new WorkerSettings.FlowSettings(7, 2 << 20, 11, 0.5), Duration.ofMillis(3),
                new WorkerSettings.RetrySettings(4, Duration.ofMillis(5), Duration.ofSeconds(6)),
                Duration.ofSeconds(7), Duration.ofSeconds(8), 9 << 10, /* clientMeters= */ false, Map.of("linger.ms", "1")));
    }

    @Test
    void aFirstPauseLongerThanTheLongestIsRefused() {
        Settings settings = read(Map.of("KAFKA_BOOTSTRAP_SERVERS", "b", "PLANLINE_RETRY_FIRST_DELAY", "11s"));
        assertThatThrownBy(() -> WorkerKeys.read(settings, "i"))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageEndingWith("retry.first.delay: must not be longer than retry.max.delay (PLANLINE_RETRY_FIRST_DELAY)");
    }

    private static Settings read(Map<String, String> environment) {
        return READER.read(Optional.empty(), environment, Map.of());
    }
}
