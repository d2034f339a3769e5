package dev.planline.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.settings.SettingsReader;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RouterKeysTest {

    private static final SettingsReader READER = SettingsReader.of(RouterKeys.all());

    @Test
    void defaultsAreThoseOfTheRecord() {
        assertThat(RouterKeys.read(READER.read(Optional.empty(), Map.of(), Map.of()))).isEqualTo(RouterSettings.DEFAULT);
    }

    @Test
    void everyKeyReachesItsComponent() {
        Map<String, String> given = Map.of("router.load.half.life", "2m", "router.record.half.life", "1d",
                "router.record.prior", "3", "router.exploration", "0", "router.seed", "42");
        assertThat(RouterKeys.read(READER.read(Optional.empty(), Map.of(), given)))
                .isEqualTo(new RouterSettings(Duration.ofMinutes(2), Duration.ofDays(1), 3, 0, 42));
    }
}
