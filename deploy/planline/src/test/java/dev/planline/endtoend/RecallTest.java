package dev.planline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.cli.CommandLineRun;
import dev.planline.model.PassedOver;
import dev.planline.model.Plan;
import dev.planline.model.RoutedPlan;
import dev.planline.model.Step;
import dev.planline.model.Task;
import dev.planline.testkit.TestKafka;
import dev.planline.wire.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 120, unit = TimeUnit.SECONDS)
class RecallTest {

    private static final String TOOLS = """
            {"nodes": [{"id": "fetch", "desc": "fetches goods"}, {"id": "peel", "desc": "peels"}, {"id": "fry", "desc": "fries"},
                       {"id": "bake", "desc": "bakes"}, {"id": "iron", "desc": "irons clothes"}, {"id": "wash", "desc": "washes clothes"}],
             "links": []}""";

    private final TestKafka kafka = new TestKafka(2);
    private final Workers workers = new Workers(kafka);

    @AfterEach
    void stop() {
        workers.close();
        kafka.close();
    }

    @Test
    void importedRequestsPlanThoseThatAreLikeThem() {
        assertThat(command(TOOLS, "agents", "apply", "-").exit()).isZero();
        String learnt = Stream.of(
                solved(1, "Fetch potatoes from the cellar and fry them", "fetch", "fry"),
                solved(2, "Fetch carrots from the cellar, peel them and bake them", "fetch", "peel", "bake"),
                solved(3, "Peel the potatoes and fry them", "peel", "fry"),
                solved(4, "Wash the shirts and iron them", "wash", "iron"),
                solved(5, "Bake a cake of carrots", "bake"),
                solved(6, "Iron the trousers", "iron"),
                solved(7, "Wash the socks", "wash"),
                solved(8, "Peel apples and bake them", "peel", "bake"),
                solved(9, "Fry onions for us", "fry"),
                solved(10, "Fry eggs and onions", "fry"),
                solved(11, "Fetch eggs from the cellar, then fry them", "fetch", "fry"),
                solved(12, "Bake bread for us", "bake")).collect(Collectors.joining("\n"));
        assertThat(command(learnt, "trajectories", "import", "-", "-o", "json").out().strip())
                .isEqualTo("{\"imported\":12,\"skipped\":0,\"redacted\":0}");
        workers.start();
        submit("t-1", "Fetch onions from the cellar, peel them and fry them");
        submit("t-2", "Wash the trousers and iron them");
        submit("t-3", "Write a sonnet");
        assertThat(outcome("t-1").steps()).extracting(Step::type).containsExactly("fetch", "peel", "fry");
        assertThat(outcome("t-1").planner()).isEqualTo("recall");
        assertThat(outcome("t-1").basedOn()).contains("taskbench-2");
        assertThat(outcome("t-2").steps()).extracting(Step::type).containsExactly("wash", "iron");
        assertThat(plan("t-3")).hasValueSatisfying(plan -> {
            assertThat(plan.planner()).isEqualTo("template");
            assertThat(plan.passedOver()).containsExactly(new PassedOver("recall", "no trajectory had a goal like it"));
        });
    }

    @Test
    void whatIsLearntNowServesTheNextTask() {
        assertThat(command(TOOLS, "agents", "apply", "-").exit()).isZero();
        assertThat(command(solved(1, "Wash the shirts", "wash"), "trajectories", "import", "-").exit()).isZero();
        workers.start();
        submit("before", "Bake pies of cherries");
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> plan("before").isPresent());
        assertThat(plan("before").orElseThrow().planner()).isEqualTo("template");
        assertThat(command(solved(2, "Bake pies of apples and cherries", "fetch", "bake"), "trajectories", "import", "-").exit()).isZero();
        var attempts = new int[1];
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
            String id = "after-" + ++attempts[0];
            submit(id, "Bake pies of apples and cherries for us");
            return outcome(id).planner().equals("recall");
        });
        Plan plan = outcome("after-" + attempts[0]);
        assertThat(plan.steps()).extracting(Step::type).containsExactly("fetch", "bake");
        assertThat(plan.basedOn()).containsExactly("taskbench-2");
    }

    private static String solved(int id, String request, String... tools) {
        String nodes = Stream.of(tools).map(tool -> "{\"task\": \"" + tool + "\"}").collect(Collectors.joining(", "));
        return "{\"id\": \"" + id + "\", \"user_request\": \"" + request + "\", \"task_nodes\": [" + nodes + "], \"task_links\": []}";
    }

    private CommandLineRun command(String input, String... arguments) {
        return CommandLineRun.with(input, Stream.concat(Stream.of(arguments),
                Stream.of("--bootstrap-server", TestKafka.bootstrapServers(), "--prefix", kafka.prefix())).toArray(String[]::new));
    }

    private void submit(String id, String goal) {
        kafka.publish(Topic.TASKS, new Task(id, goal));
    }

    private Optional<Plan> plan(String id) {
        return kafka.read(Topic.PLANS, Plan.class).stream().filter(plan -> plan.taskId().equals(id)).findFirst();
    }

    /** The plan that was validated. */
    private Plan outcome(String id) {
        return Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> ended(id), Optional::isPresent).orElseThrow().plan();
    }

    private Optional<RoutedPlan> ended(String id) {
        List<RoutedPlan> all = kafka.read(Topic.VALIDATED, RoutedPlan.class);
        return all.stream().filter(route -> route.plan().taskId().equals(id)).findFirst();
    }
}
