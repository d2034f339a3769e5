package dev.planline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.model.Agent;
import dev.planline.model.Constraints;
import dev.planline.model.CostTier;
import dev.planline.model.Plan;
import dev.planline.model.RoutedPlan;
import dev.planline.model.Step;
import dev.planline.model.TrajectoryBuilder;
import dev.planline.model.TrajectoryOutcome;
import dev.planline.model.Unassigned;
import dev.planline.testkit.TestKafka;
import dev.planline.wire.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 120, unit = TimeUnit.SECONDS)
class RoutingLearnsTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private final TestKafka kafka = new TestKafka(2);
    private final Workers workers = new Workers(kafka);
    private int plans;

    @AfterEach
    void stop() {
        workers.close();
        kafka.close();
    }

    @Test
    void anAgentIsRoutableOnceItIsRegisteredAndNotAfterItsTimeToLive() {
        register("silent", "paint", 0.9, Instant.now().minusSeconds(3_600));
        register("other", "code", 0.9, null);
        workers.start();
        assertThat(routed("paint").unassigned()).containsExactly(new Unassigned("s", "no agent for paint is alive"));
        register("new", "paint", 0.1, null);
        RoutedPlan route = routedUntil("paint", this::assigned);
        assertThat(route.assignments().getFirst().agent()).isEqualTo("new");
        assertThat(route.assignments().getFirst().alternatives()).isEmpty();
        register("silent", "paint", 0.9, Instant.now());
        assertThat(routedUntil("paint", each -> each.assignments().getFirst().agent().equals("silent")).assignments().getFirst()
                .alternatives()).extracting("agent").containsExactly("new");
    }

    @Test
    void trajectoriesDecideWhoseTurnItIs() {
        register("boaster", "code", 0.95, null);
        register("modest", "code", 0.6, null);
        learn("boaster", TrajectoryOutcome.FAILURE, 0, 30);
        workers.start();
        assertThat(routed("code").assignments().getFirst().agent()).isEqualTo("modest");
        learn("modest", TrajectoryOutcome.FAILURE, 30, 60);
        learn("boaster", TrajectoryOutcome.SUCCESS, 60, 180);
        assertThat(routedUntil("code", route -> route.assignments().getFirst().agent().equals("boaster")).assignments().getFirst().reason())
                .startsWith("takes code, success rate 0.").contains(" outcomes, ");
    }

    private boolean assigned(RoutedPlan route) {
        return !route.assignments().isEmpty();
    }

    private void register(String name, String type, double successRate, @Nullable Instant reportedAt) {
        kafka.publish(Topic.AGENTS, new Agent(name, "", List.of(type), List.of(), CostTier.MEDIUM, null, successRate, 10, null, 0,
                reportedAt, 600L));
    }

    private void learn(String agent, TrajectoryOutcome outcome, int from, int to) {
        IntStream.range(from, to).forEach(i -> kafka.publish(Topic.TRAJECTORIES,
                new TrajectoryBuilder("j-" + i, agent, 0, outcome, 0.5).createdAt(Instant.now()).build()));
    }

    /** The route of a new plan of one step. */
    private RoutedPlan routed(String type) {
        String id = "t-" + ++plans;
        kafka.publish(Topic.PLANS, new Plan(id, 1, "goal", "test", 1, List.of(), List.of(), List.of(
                new Step("s", type, "do it", null, List.of())), Map.of(), Constraints.DEFAULT, List.of()));
        return Awaitility.await().atMost(LONG).until(() -> kafka.read(Topic.ROUTES, RoutedPlan.class).stream()
                .filter(route -> route.plan().taskId().equals(id)).findFirst(), Optional::isPresent).orElseThrow();
    }

    /** Routes new plans until a route is like that. */
    private RoutedPlan routedUntil(String type, Predicate<RoutedPlan> wanted) {
        return Awaitility.await().atMost(LONG).until(() -> routed(type), wanted);
    }
}
