package dev.planline.planner;

import dev.planline.planner.llm.LlmPlanner;
import dev.planline.planner.llm.endpoint.EndpointSettings;
import dev.planline.planner.recall.RecallPlanner;
import dev.planline.settings.Definition;
import dev.planline.settings.InvalidSettings;
import dev.planline.settings.Rule;
import dev.planline.settings.Settings;
import dev.planline.text.Names;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The keys of the settings of the planner. */
public final class PlannerKeys {

    private static final List<String> PLANNERS = List.of(RecallPlanner.NAME, TemplatePlanner.NAME, LlmPlanner.NAME);

    private static final Definition<List<String>> CHAIN = Definition
            .list("planner.chain", "Planners in the order in which they are asked, until one has a plan: `llm`, `recall`, `template`.")
            .orElse(RecallPlanner.NAME + "," + TemplatePlanner.NAME)
            .where(new Rule<>("one name or more, each once", names -> !names.isEmpty() && new HashSet<>(names).size() == names.size()));
    private static final Definition<Double> LEAST_CONFIDENCE = Definition
            .decimal("planner.recall.least.confidence", "Confidence below which `recall` leaves a task to the next planner.")
            .orElse("0.6")
            .where(Rule.between(0.0, 1.0));
    private static final Definition<String> BASE_URL = Definition
            .text("planner.llm.base.url", "Endpoint that speaks OpenAI's protocol, to which `/chat/completions` is appended.")
            .optional()
            .where(new Rule<>("an http or https address without credentials, query and fragment", EndpointSettings::isUsable));
    private static final Definition<String> MODEL = Definition.text("planner.llm.model", "Name of the model there.")
            .optional()
            .where(new Rule<>("1 to 200 characters", name -> !name.isBlank() && name.length() <= 200));
    private static final Definition<String> KEY_VARIABLE = Definition
            .text("planner.llm.key.variable", "Name of the environment variable that holds the key; never the key itself.")
            .optional()
            .secret()
            .where(new Rule<>("a name of capital letters, digits and underscores", name -> name.matches("[A-Z_][A-Z0-9_]{0,99}")));
    private static final Definition<Double> TEMPERATURE = Definition
            .decimal("planner.llm.temperature", "How freely the model chooses its words.")
            .orElse("0.2")
            .where(Rule.between(0.0, 2.0));
    private static final Definition<Duration> DEADLINE = Definition
            .duration("planner.llm.deadline", "Longest time for all calls for one plan; shorter than `record.deadline`.")
            .orElse("30s")
            .where(Rule.between(Duration.ofMillis(100), Duration.ofMinutes(30)));
    private static final Definition<Integer> ATTEMPTS = Definition
            .integer("planner.llm.attempts", "Attempts of one call in all, where it fails in passing.")
            .orElse("3")
            .where(Rule.between(1, 10));
    private static final Definition<Integer> MAX_CALLS = Definition
            .integer("planner.llm.max.calls", "Most requests for one plan, repeated ones included; what is not divided then stays whole.")
            .orElse("10")
            .where(Rule.between(1, 1_000));
    private static final Definition<Double> RATE = Definition
            .decimal("planner.llm.rate", "Most requests a second in each worker, repeated ones included; 0 for no limit.")
            .orElse("5")
            .where(new Rule<>("0, or 0.01 to 10000", rate -> rate == 0 || (rate >= 0.01 && rate <= 10_000)));
    private static final Definition<Double> PRICE_IN = Definition
            .decimal("planner.llm.price.in", "US dollars for a million tokens that are sent, for the cost that plans carry.")
            .orElse("0")
            .where(Rule.between(0.0, 1_000_000.0));
    private static final Definition<Double> PRICE_OUT = Definition
            .decimal("planner.llm.price.out", "The same for tokens that come back.")
            .orElse("0")
            .where(Rule.between(0.0, 1_000_000.0));

    private PlannerKeys() {}

    /** All of them. */
    public static List<Definition<?>> all() {
        return List.of(CHAIN, LEAST_CONFIDENCE, BASE_URL, MODEL, KEY_VARIABLE, TEMPERATURE, DEADLINE, ATTEMPTS, MAX_CALLS, RATE, PRICE_IN,
                PRICE_OUT);
    }

    /**
     * The settings of a planner.
     *
     * @param recordDeadline of the worker, which must leave the model its time
     * @param environment a variable by its name; null if it is not set
     * @throws InvalidSettings if they do not go together
     */
    public static PlannerSettings read(Settings settings, Duration recordDeadline, Function<String, @Nullable String> environment) {
        List<String> chain = settings.get(CHAIN);
        for (String name : chain) {
            if (!PLANNERS.contains(name)) {
                throw settings.refusal(CHAIN, "there is no planner \"" + name + "\"" + Names.didYouMean(name, PLANNERS));
            }
        }
        return new PlannerSettings(chain, chain.contains(LlmPlanner.NAME) ? endpoint(settings, recordDeadline, environment) : null,
                settings.get(LEAST_CONFIDENCE));
    }

    private static EndpointSettings endpoint(Settings settings, Duration recordDeadline, Function<String, @Nullable String> environment) {
        if (settings.get(DEADLINE).compareTo(recordDeadline) >= 0) {
            throw settings.refusal(DEADLINE, "must be shorter than record.deadline");
        }
        return new EndpointSettings(required(settings, BASE_URL), required(settings, MODEL), key(settings, environment),
                settings.get(TEMPERATURE), settings.get(DEADLINE), settings.get(ATTEMPTS), settings.get(MAX_CALLS), settings.get(RATE),
                new EndpointSettings.Prices(settings.get(PRICE_IN), settings.get(PRICE_OUT)));
    }

    private static String required(Settings settings, Definition<String> definition) {
        return settings.find(definition)
                .orElseThrow(() -> settings.refusal(definition, "is required, because " + CHAIN.name() + " has " + LlmPlanner.NAME));
    }

    private static @Nullable String key(Settings settings, Function<String, @Nullable String> environment) {
        Optional<String> variable = settings.find(KEY_VARIABLE);
        if (variable.isEmpty()) {
            return null;
        }
        String key = environment.apply(variable.get());
        if (key == null || key.isBlank()) {
            throw settings.refusal(KEY_VARIABLE, "names a variable that is not in the environment");
        }
        return key.strip();
    }
}
