package dev.planline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.cli.CommandLineRun;
import dev.planline.model.Agent;
import dev.planline.model.Constraints;
import dev.planline.model.CostTier;
import dev.planline.model.Plan;
import dev.planline.model.RoutedPlan;
import dev.planline.model.Step;
import dev.planline.model.TrajectoryBuilder;
import dev.planline.model.TrajectoryOutcome;
import dev.planline.testkit.TestKafka;
import dev.planline.wire.Topic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(value = 180, unit = TimeUnit.SECONDS)
class ShadowTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private static final String RULE = """
            - ruleId: urgent
              priority: 5
              agent: spare
              reason: spare is on call
              when: {stepType: code, metadata: {urgent: true}}
            """;

    private final TestKafka kafka = new TestKafka(3);
    private final Workers workers = new Workers(kafka);
    private int plans;

    @AfterEach
    void stop() {
        workers.close();
        kafka.close();
    }

    /** One task after the other, since which of two plans at the same moment gets the last place of an agent is not on record. */
    @Test
    void theSameBuildDecidesAsRecorded() throws IOException {
        applyExamples();
        workers.start();
        List<String> ends = List.of(Topic.VALIDATED.name(kafka.prefix()), Topic.ABANDONED.name(kafka.prefix()));
        List<String> tasks = Files.readAllLines(Path.of(example("tasks.jsonl")));
        for (String task : tasks.subList(tasks.size() - 12, tasks.size())) {
            kafka.publish(Topic.TASKS, "t", task.getBytes(StandardCharsets.UTF_8));
            kafka.awaitCount(++plans, ends, LONG);
        }
        // the last task is refused by the planner, so the others have one input less
        Map.of("planner", 12, "router", 11, "validator", 11).forEach((stage, inputs) -> {
            JsonNode result = shadow(stage, "--from", "beginning");
            assertThat(result.path("changes").toString()).as(stage).isEqualTo("[]");
            assertThat(result.path("inputs").asInt()).as(stage).isEqualTo(inputs);
            assertThat(result.path("same").asInt()).as(stage).isEqualTo(inputs);
        });
        assertThat(shadow("planner", "--from", "beginning", "--limit", "5").path("inputs").asInt()).isEqualTo(5);
    }

    @Test
    void showsWhatOtherRulesWouldChangeAndPublishesNothing() {
        kafka.publish(Topic.AGENTS, agent("good", 0.9));
        kafka.publish(Topic.AGENTS, agent("spare", 0.2));
        workers.start();
        routed(plan("t-1", true));
        routed(plan("t-2", false));
        List<Integer> before = counts();
        JsonNode result = JsonMapper.shared().readTree(
                command(RULE, "shadow", "router", "--from", "1h", "--rules", "-", "-o", "json").out());
        assertThat(result.path("changes").toString()).isEqualTo("[{\"taskId\":\"t-1\",\"input\":\"" + placeOfPlan("t-1")
                + "\",\"what\":\"step s\",\"recorded\":\"good by capability\",\"now\":\"spare by rule:urgent\"}]");
        assertThat(result.path("same").asInt()).isEqualTo(1);
        assertThat(result.path("differing").asInt()).isEqualTo(1);
        CommandLineRun table = command(RULE, "shadow", "router", "--rules", "-");
        assertThat(table.err()).contains("2 inputs of the router: 1 decided as recorded, 1 otherwise; nothing was published");
        assertThat(counts()).isEqualTo(before);
    }

    /** Registry and records are those of the time: who came later could not have been chosen. */
    @Test
    void decidesWithTheAgentsAndTrajectoriesOfTheTime() {
        kafka.publish(Topic.AGENTS, agent("first", 0.9));
        kafka.publish(Topic.AGENTS, agent("second", 0.6));
        workers.start();
        assertThat(routed(plan("t-0", false))).isEqualTo("first");
        IntStream.range(0, 50).forEach(i -> kafka.publish(Topic.TRAJECTORIES,
                new TrajectoryBuilder("j-" + i, "first", 0, TrajectoryOutcome.FAILURE, 0).createdAt(Instant.now()).build()));
        Awaitility.await().atMost(LONG).until(() -> routed(plan("t-" + ++plans, false)).equals("second"));
        kafka.publish(Topic.AGENTS, agent("third", 1));
        Awaitility.await().atMost(LONG).until(() -> routed(plan("t-" + ++plans, false)).equals("third"));
        JsonNode result = shadow("router");
        assertThat(result.path("changes").toString()).isEqualTo("[]");
        assertThat(result.path("same").asInt()).isEqualTo(plans + 1);
    }

    @Test
    void settingsMayBeTried() {
        kafka.publish(Topic.AGENTS, agent("good", 0.9));
        workers.start();
        var step = new Step("s", "paint", "paint it", null, List.of());
        kafka.publish(Topic.PLANS, new Plan("t-1", 1, "goal", "test", 1, List.of(), List.of(), List.of(step), Map.of(), Constraints.DEFAULT,
                List.of()));
        kafka.awaitCount(1, List.of(Topic.ABANDONED.name(kafka.prefix())), LONG);
        assertThat(shadow("validator").path("same").asInt()).isEqualTo(1);
        JsonNode changed = shadow("validator", "--set", "validator.rounds=1").path("changes").path(0);
        assertThat(changed.path("what").asString()).isEqualTo("outcome");
        assertThat(changed.path("recorded").asString()).isEqualTo("rejected");
        assertThat(changed.path("now").asString()).isEqualTo("abandoned");
        assertThat(command("", "shadow", "validator", "--set", "validator.round=1").exit()).isEqualTo(2);
    }

    @Test
    void badOptionsSayWhatIsRight() {
        kafka.publish(Topic.AGENTS, agent("good", 0.9));
        assertThat(command("", "shadow", "sink").err()).contains("expected one of [PLANNER, ROUTER, VALIDATOR]");
        assertThat(command(RULE, "shadow", "planner", "--rules", "-").err())
                .contains("--rules: only the router goes by rules, the planner does not");
        assertThat(command("", "shadow", "router", "--from", "yesterday").err())
                .contains("--from: \"yesterday\" is neither beginning, nor a time ago such as 30m or 2h");
        assertThat(command("", "shadow", "router", "--from", "99999999999h").err()).contains("--from: \"99999999999h\" is neither");
        assertThat(command("", "shadow", "router").err()).contains("--from 1h: the router has no inputs since ");
    }

    private String placeOfPlan(String taskId) {
        return kafka.read(Topic.PLANS.name(kafka.prefix())).stream()
                .filter(plan -> taskId.equals(new String(plan.key(), StandardCharsets.UTF_8)))
                .map(plan -> plan.topic() + "/" + plan.partition() + "/" + plan.offset()).findFirst().orElseThrow();
    }

    private void applyExamples() {
        assertThat(command("", "agents", "apply", example("agents.yaml")).exit()).isZero();
        assertThat(command("", "rules", "apply", example("rules.yaml")).exit()).isZero();
    }

    private static String example(String name) {
        return "../../examples/" + name;
    }

    private List<Integer> counts() {
        return Arrays.stream(Topic.values()).map(topic -> kafka.read(topic.name(kafka.prefix())).size()).toList();
    }

    /** The agent of the one step of a plan. */
    private String routed(Plan plan) {
        kafka.publish(Topic.PLANS, plan);
        return Awaitility.await().atMost(LONG).until(() -> kafka.read(Topic.ROUTES, RoutedPlan.class).stream()
                .filter(route -> route.plan().taskId().equals(plan.taskId())).findFirst(), Optional::isPresent).orElseThrow()
                .assignments().getFirst().agent();
    }

    private JsonNode shadow(String... arguments) {
        var all = new ArrayList<>(List.of("shadow"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("-o", "json"));
        CommandLineRun run = command("", all.toArray(String[]::new));
        assertThat(run.exit()).as(run.err()).isZero();
        return JsonMapper.shared().readTree(run.out());
    }

    private CommandLineRun command(String input, String... arguments) {
        return CommandLineRun.with(input, Stream.concat(Stream.of(arguments),
                Stream.of("--bootstrap-server", TestKafka.bootstrapServers(), "--prefix", kafka.prefix())).toArray(String[]::new));
    }

    private static Plan plan(String taskId, boolean urgent) {
        var step = new Step("s", "code", "code it", null, List.of(), List.of(), Map.of("urgent", urgent));
        return new Plan(taskId, 1, "goal", "test", 1, List.of(), List.of(), List.of(step), Map.of(), Constraints.DEFAULT, List.of());
    }

    private static Agent agent(String name, double successRate) {
        return new Agent(name, "", List.of("code"), List.of(), CostTier.MEDIUM, null, successRate, 10);
    }
}
