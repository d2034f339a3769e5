package dev.planline.cli.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.cli.CommandLineRun;
import dev.planline.model.Agent;
import dev.planline.model.Constraints;
import dev.planline.model.CostTier;
import dev.planline.model.Plan;
import dev.planline.model.RoutedPlan;
import dev.planline.model.RoutingRule;
import dev.planline.model.Step;
import dev.planline.router.RouterSettings;
import dev.planline.router.RouterStage;
import dev.planline.router.TrackRecords;
import dev.planline.runtime.CompactedTable;
import dev.planline.runtime.Worker;
import dev.planline.runtime.WorkerSettings;
import dev.planline.testkit.TestKafka;
import dev.planline.wire.Topic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DryRunTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private static final String RULE = """
            - ruleId: urgent
              priority: 5
              agent: spare
              reason: spare is on call
              when: {stepType: code, any: [{metadata: {urgent: true}}]}
            """;

    private final TestKafka kafka = new TestKafka(2);

    @AfterEach
    void close() {
        kafka.close();
    }

    @Test
    void showsWhichStepsWouldGoElsewhereAndPublishesNothing() {
        register();
        route(plan("t-1", true));
        route(plan("t-2", false));
        CommandLineRun run = apply("--dry-run", "-o", "json");
        assertThat(run.exit()).as(run.err()).isZero();
        JsonNode report = JsonMapper.shared().readTree(run.out());
        assertThat(report.path("plans").asInt()).isEqualTo(2);
        assertThat(report.path("changes").toString()).isEqualTo("[{\"taskId\":\"t-1\",\"stepId\":\"s\",\"agentBefore\":\"good\","
                + "\"byBefore\":\"capability\",\"agentAfter\":\"spare\",\"byAfter\":\"rule:urgent\",\"reason\":\"spare is on call\"}]");
        assertThat(apply("--dry-run").err()).contains("1 steps of the last 2 plans would be routed differently; nothing was applied");
        assertThat(apply("--dry-run", "--recent", "1").err()).contains("of the last 1 plans");
        assertThat(apply("--dry-run", "--recent", "0").exit()).isEqualTo(2);
        assertThat(kafka.read(Topic.RULES.name(kafka.prefix()))).isEmpty();
    }

    @Test
    void aRuleThatIsAppliedWhileTheRouterRunsRoutesTheNextPlan() {
        register();
        WorkerSettings settings = kafka.settings("only");
        var agents = new CompactedTable<>(Topic.AGENTS, Agent.class, settings);
        var rules = new CompactedTable<>(Topic.RULES, RoutingRule.class, settings);
        var stage = RouterStage.of(RouterSettings.DEFAULT, agents::snapshot, rules::snapshot,
                new TrackRecords(RouterSettings.DEFAULT.recordHalfLife()), InstantSource.system());
        try (var worker = new Worker(stage, settings, new SimpleMeterRegistry(), agents, rules).start()) {
            assertThat(routed(1).assignments().getFirst().by()).isEqualTo("capability");
            assertThat(apply().exit()).isZero();
            Awaitility.await().atMost(LONG).until(() -> rules.snapshot().containsKey("urgent"));
            assertThat(routed(2).assignments().getFirst().by()).isEqualTo("rule:urgent");
            assertThat(worker.polling()).isTrue();
        }
    }

    /** Has one more plan routed. */
    private RoutedPlan routed(int number) {
        kafka.publish(Topic.PLANS, plan("t-" + number, true));
        kafka.awaitCount(number, List.of(Topic.ROUTES.name(kafka.prefix())), LONG);
        return kafka.read(Topic.ROUTES, RoutedPlan.class).stream().filter(route -> route.plan().taskId().equals("t-" + number)).findFirst()
                .orElseThrow();
    }

    private void register() {
        kafka.publish(Topic.AGENTS, agent("good", 0.9));
        kafka.publish(Topic.AGENTS, agent("spare", 0.2));
    }

    private void route(Plan plan) {
        kafka.publish(Topic.ROUTES, new RoutedPlan(plan, List.of(), List.of()));
    }

    private CommandLineRun apply(String... options) {
        var arguments = new ArrayList<>(List.of("rules", "apply", "-", "--bootstrap-server", TestKafka.bootstrapServers(),
                "--prefix", kafka.prefix()));
        arguments.addAll(List.of(options));
        return CommandLineRun.with(RULE, arguments.toArray(String[]::new));
    }

    private static Plan plan(String taskId, boolean urgent) {
        var step = new Step("s", "code", "code it", null, List.of(), List.of(), Map.of("urgent", urgent));
        return new Plan(taskId, 1, "goal", "test", 1, List.of(), List.of(), List.of(step), Map.of(), Constraints.DEFAULT, List.of());
    }

    private static Agent agent(String name, double successRate) {
        return new Agent(name, "", List.of("code"), List.of(), CostTier.MEDIUM, null, successRate, 10);
    }
}
