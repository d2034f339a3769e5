package dev.planline.validator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.settings.SettingsReader;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ValidatorKeysTest {

    private static final SettingsReader READER = SettingsReader.of(ValidatorKeys.all());

    @Test
    void defaultsAreThoseOfTheRecord() {
        assertThat(ValidatorKeys.read(READER.read(Optional.empty(), Map.of(), Map.of()))).isEqualTo(ValidatorSettings.DEFAULT);
    }

    @Test
    void everyKeyReachesItsComponent() {
        Map<String, String> given = Map.of(
                "validator.rounds", "5",
                "validator.fan.out", "6",
                "validator.step.seconds", "7.5",
                "validator.cost.cheap.usd", "0.1",
                "validator.cost.medium.usd", "0.2",
                "validator.cost.expensive.usd", "0.3");
        assertThat(ValidatorKeys.read(READER.read(Optional.empty(), Map.of(), given)))
                .isEqualTo(new ValidatorSettings(5, 6, 7.5, 0.1, 0.2, 0.3));
    }
}
