package dev.planline.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.model.Abandonment;
import dev.planline.model.Agent;
import dev.planline.model.Assignment;
import dev.planline.model.Constraints;
import dev.planline.model.CostTier;
import dev.planline.model.Plan;
import dev.planline.model.Priority;
import dev.planline.model.RoutedPlan;
import dev.planline.model.Step;
import dev.planline.model.Task;
import dev.planline.planner.PlannerChain;
import dev.planline.planner.spi.Answer;
import dev.planline.planner.spi.Planner;
import dev.planline.runtime.Outcome.Output;
import dev.planline.wire.Topic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Plans good and bad go around planner, router and validator, over registries that lack this or that, until nothing is on its
 * way any more. {@code -Dplanline.seed=n} draws others.
 */
class RepairLoopTest {

    private static final long USUAL_SEED = 20_261_125;
    private static final long SEED = Long.getLong("planline.seed", USUAL_SEED);
    private static final int CASES = 300;
    private static final List<String> TYPES = List.of("code", "test", "design", "deploy", "nobodys");
    private static final List<String> SKILLS = List.of("java", "sql", "css");

    @Test
    void everyTaskEndsOnceWithinItsRoundsAndNoRouteNamesAnAgentThatCannotDoTheStep() {
        int accepted = 0;
        int avoided = 0;
        int split = 0;
        for (int i = 0; i < CASES; i++) {
            var loop = new Loop(new Random(SEED + i), "-Dplanline.seed=" + SEED + " case " + i);
            accepted += loop.run() == Topic.VALIDATED ? 1 : 0;
            avoided += loop.avoided();
            split += loop.split();
        }
        System.out.printf("-Dplanline.seed=%d: %d accepted, %d abandoned; %d routes of split plans; %d steps given to others than before%n",
                SEED, accepted, CASES - accepted, split, avoided);
        if (SEED == USUAL_SEED) {
            assertThat(List.of(accepted, split, avoided)).containsExactly(60, 8, 17);
        }
    }

    /** One task on its way through the stages. */
    private static final class Loop {

        private final Random random;
        private final String name;
        private final Map<String, Agent> agents = new HashMap<>();
        private int avoided;
        private int split;
        Loop(Random random, String name) {
            this.random = random;
            this.name = name;
            IntStream.range(0, random.nextInt(1, 12)).mapToObj(this::agent).forEach(agent -> agents.put(agent.name(), agent));
        }

        int avoided() {
            return avoided;
        }

        int split() {
            return split;
        }

        /** Where the task ended. */
        Topic run() {
            List<Output> published = new RepairLoop(new PlannerChain(List.of(new RandomPlanner(random))), agents).run(task(), name);
            var ends = new ArrayList<Topic>();
            for (Output message : published) {
                switch (message.topic()) {
                    case ROUTES -> check((RoutedPlan) message.value());
                    case VALIDATED -> ends.add(Topic.VALIDATED);
                    case ABANDONED -> {
                        assertThat(((Abandonment) message.value()).verdict().round()).as(name).isBetween(1, 3);
                        ends.add(Topic.ABANDONED);
                    }
                    default -> {
                    } // on its way
                }
            }
            assertThat(ends).as(name).hasSize(1);
            return ends.getFirst();
        }

        private void check(RoutedPlan route) {
            assertThat(route.plan().round()).as(name).isBetween(1, 3);
            split += route.plan().steps().stream().anyMatch(step -> step.description().contains("(part 1 of ")) ? 1 : 0;
            Map<String, Step> steps = new HashMap<>();
            route.plan().steps().forEach(step -> steps.put(step.stepId(), step));
            for (Assignment assignment : route.assignments()) {
                assertThat(agents).as(name).containsKey(assignment.agent());
                Agent agent = agents.get(assignment.agent());
                assertThat(steps).as(name).containsKey(assignment.stepId());
                Step step = steps.get(assignment.stepId());
                assertThat(agent.aliveAt(Pipeline.NOW)).as(name).isTrue();
                assertThat(agent.stepTypes()).as(name).contains(step.type());
                assertThat(agent.skills()).as(name).containsAll(step.requiredSkills());
                Set<String> against = against(route.plan(), step);
                if (against.contains(agent.name())) {
                    assertThat(agents.values()).as(name).filteredOn(other -> !against.contains(other.name()))
                            .noneMatch(other -> able(other, step));
                } else if (!against.isEmpty()) {
                    avoided++;
                }
            }
        }

        private static Set<String> against(Plan plan, Step step) {
            return plan.rounds().stream().flatMap(round -> round.violations().stream())
                    .filter(violation -> step.stepId().equals(violation.stepId()))
                    .flatMap(violation -> violation.against().stream()).collect(Collectors.toSet());
        }

        private static boolean able(Agent agent, Step step) {
            return agent.aliveAt(Pipeline.NOW) && agent.stepTypes().contains(step.type())
                    && agent.skills().containsAll(step.requiredSkills());
        }

        private Task task() {
            Double budget = random.nextBoolean() ? null : random.nextDouble(0.5);
            var limits = new Constraints(random.nextInt(1, 30), 5, budget,
                    random.nextBoolean() ? null : Pipeline.NOW.plusSeconds(random.nextInt(600)), Priority.LOW);
            return new Task("t", "Build the web shop", Map.of(), limits);
        }

        private Agent agent(int number) {
            List<String> types = TYPES.subList(0, 4).stream().filter(type -> random.nextBoolean()).toList();
            List<String> skills = SKILLS.stream().filter(skill -> random.nextBoolean()).toList();
            boolean dead = random.nextInt(4) == 0;
            return new Agent("agent" + number, "", types, skills, CostTier.CHEAP, random.nextDouble(0.1), random.nextDouble(),
                    random.nextInt(1, 9), random.nextDouble(100), null, Pipeline.NOW.minusSeconds(dead ? 61 : 5), 60L);
        }
    }

    /** Draws a plan at each call: redundant, cyclic, with unknown types or without fault. */
    private record RandomPlanner(Random random) implements Planner {

        @Override
        public String name() {
            return "random";
        }

        @Override
        public Answer plan(Task task) {
            int count = random.nextInt(1, 25);
            boolean hostile = random.nextInt(10) == 0;
            List<Step> steps = IntStream.range(0, count).mapToObj(n -> step(n, hostile ? count : n)).toList();
            return new Answer.Planned(new Plan(task.taskId(), 1, task.goal(), name(), 1, List.of(), List.of(), steps, task.context(),
                    task.constraints(), List.of()));
        }

        private Step step(int number, int before) {
            List<String> dependsOn = before == 0
                    ? List.of()
                    : random.ints(random.nextInt(3), 0, before).distinct()
                            .mapToObj(at -> "s" + at).toList();
            boolean optional = random.nextInt(4) == 0;
            int words = random.nextInt(20) == 0 ? 0 : number;
            String type = TYPES.get(random.nextInt(20) == 0 ? 4 : random.nextInt(4));
            int first = random.nextInt(SKILLS.size());
            List<String> skills = random.nextInt(4) == 0
                    ? SKILLS.subList(first, Math.min(SKILLS.size(), first + random.nextInt(1, 3)))
                    : List.of();
            return new Step("s" + number, type, "Write part " + words, null, dependsOn, skills,
                    optional ? Map.of("optional", true) : Map.of());
        }
    }
}
