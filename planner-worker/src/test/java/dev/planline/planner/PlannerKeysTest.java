package dev.planline.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.planline.planner.llm.endpoint.EndpointSettings;
import dev.planline.settings.InvalidSettings;
import dev.planline.settings.Settings;
import dev.planline.settings.SettingsReader;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlannerKeysTest {

    private static final Duration RECORD_DEADLINE = Duration.ofSeconds(60);
    private static final Map<String, String> LLM = Map.of("planner.chain", "llm, template", "planner.llm.base.url", "http://localhost:1/v1",
            "planner.llm.model", "small");

    @Test
    void defaultsAreThoseOfTheRecord() {
        assertThat(read(Map.of())).isEqualTo(PlannerSettings.DEFAULT);
    }

    @Test
    void whatTheModelNeedsNotBeToldHasDefaults() {
        assertThat(read(LLM))
                .isEqualTo(new PlannerSettings(List.of("llm", "template"), new EndpointSettings("http://localhost:1/v1", "small",
                        null, 0.2, Duration.ofSeconds(30), 3, 10, 5, new EndpointSettings.Prices(0, 0)), 0.6));
    }

    @Test
    void everyKeyReachesItsComponent() {
        var given = new HashMap<>(LLM);
        given.putAll(Map.of("planner.llm.key.variable", "MODEL_KEY", "planner.llm.temperature", "0.7", "planner.llm.deadline", "20s",
                "planner.llm.attempts", "2", "planner.llm.max.calls", "7", "planner.llm.rate", "0.5", "planner.llm.price.in", "0.15",
                "planner.llm.price.out", "0.6"));
        assertThat(read(given).endpoint()).isEqualTo(new EndpointSettings("http://localhost:1/v1", "small", "sk-1", 0.7,
                Duration.ofSeconds(20), 2, 7, 0.5, new EndpointSettings.Prices(0.15, 0.6)));
    }

    @Test
    void recallCanBeToldHowSureItMustBe() {
        assertThat(read(Map.of("planner.recall.least.confidence", "0.8")))
                .isEqualTo(new PlannerSettings(List.of("recall", "template"), null, 0.8));
    }

    @Test
    void neitherTheKeyNorWhatStandsForItIsShown() {
        var given = new HashMap<>(LLM);
        given.put("planner.llm.key.variable", "MODEL_KEY");
        assertThat(settings(given).effective()).contains("planner.llm.key.variable=******** # given directly");
        given.put("planner.llm.key.variable", "sk-pasted");
        assertThatThrownBy(() -> settings(given)).isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("planner.llm.key.variable: must be a name of capital letters, digits and underscores")
                .hasMessageNotContaining("sk-pasted");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            planner.chain            | llm,tempalte | planner.chain: there is no planner "tempalte"; did you mean "template"?
            planner.chain            | llm,llm      | planner.chain: is "llm,llm"; must be one name or more, each once
            planner.chain            | ,            | planner.chain: is ","; must be one name or more, each once
            planner.llm.base.url     | host:1/v1    | planner.llm.base.url: is "host:1/v1"; must be an http or https address
            planner.llm.deadline     | 60s          | planner.llm.deadline: must be shorter than record.deadline
            planner.llm.temperature  | 2.5          | planner.llm.temperature: is "2.5"; must be 0.0 to 2.0
            planner.llm.rate         | 0.001        | planner.llm.rate: is "0.001"; must be 0, or 0.01 to 10000
            planner.llm.key.variable | ABSENT       | planner.llm.key.variable: names a variable that is not in the environment
            """)
    void whatDoesNotGoTogetherIsRefused(String key, String value, String problem) {
        var given = new HashMap<>(LLM);
        given.put(key, value);
        assertThatThrownBy(() -> read(given)).isInstanceOf(InvalidSettings.class).hasMessageContaining(problem);
    }

    @ParameterizedTest
    @CsvSource({"planner.llm.base.url", "planner.llm.model"})
    void aChainWithAModelNeedsOne(String key) {
        var given = new HashMap<>(LLM);
        given.remove(key);
        assertThatThrownBy(() -> read(given)).isInstanceOf(InvalidSettings.class)
                .hasMessageContaining(key + ": is required, because planner.chain has llm");
    }

    private static PlannerSettings read(Map<String, String> given) {
        return PlannerKeys.read(settings(given), RECORD_DEADLINE, Map.of("MODEL_KEY", "sk-1 ")::get);
    }

    private static Settings settings(Map<String, String> given) {
        return SettingsReader.of(PlannerKeys.all()).read(Optional.empty(), Map.of(), given);
    }
}
