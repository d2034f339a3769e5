package dev.planline.validator;

import dev.planline.model.Agent;
import dev.planline.model.Assignment;
import dev.planline.model.Constraints;
import dev.planline.model.CostTier;
import dev.planline.model.Group;
import dev.planline.model.Plan;
import dev.planline.model.Priority;
import dev.planline.model.RoutedPlan;
import dev.planline.model.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** Draws routed plans that are valid by construction: layered, deep, wide and grouped. */
final class ValidRoutes {

    static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    /** Able agents for every type, one that is dead, one that is dear, and one that can do nothing of it. */
    static final Map<String, Agent> AGENTS = Map.of(
            "dev", agent("dev", List.of("code", "test"), List.of("java", "sql"), 0.01, null),
            "dear", agent("dear", List.of("code", "test"), List.of("java", "sql"), 5.0, null),
            "dead", agent("dead", List.of("code", "test"), List.of("java", "sql"), 0.01, NOW.minusSeconds(61)),
            "painter", agent("painter", List.of("paint"), List.of("java", "sql"), 0.01, null),
            "unskilled", agent("unskilled", List.of("code", "test"), List.of("java"), 0.01, null));

    private final Random random;

    ValidRoutes(long seed) {
        this.random = new Random(seed);
    }

    /** The next one; its budget and its deadline are just met. */
    RoutedPlan next() {
        List<Step> steps = switch (random.nextInt(4)) {
            case 0 -> layered(random.nextInt(2, 12), random.nextInt(1, 12));
            case 1 -> layered(random.nextInt(100, 500), 1);
            case 2 -> layered(1, random.nextInt(2, 400));
            default -> grouped(layered(random.nextInt(2, 8), random.nextInt(2, 8)));
        };
        List<Group> groups = steps.stream().anyMatch(step -> step.group() != null) ? groups() : List.of();
        var limits = new Constraints(steps.size(), 5, steps.size() * 0.01 + 1e-9, NOW.plusSeconds(10L * steps.size()), Priority.LOW);
        return route(new Plan("t", 1, "goal", "test", 1, List.of(), groups, steps, Map.of(), limits, List.of()));
    }

    /** A route of this plan to an agent that can do all of it. */
    static RoutedPlan route(Plan plan) {
        return new RoutedPlan(plan, List.of(), plan.steps().stream().map(step -> assignment(step.stepId(), "dev")).toList());
    }

    /** The route with the first steps finished, which wait for no others; nobody has them any more, and nobody could. */
    static RoutedPlan carriedOut(RoutedPlan route, int finished) {
        var steps = new ArrayList<>(route.plan().steps());
        for (int i = 0; i < finished; i++) {
            Step step = steps.get(i);
            steps.set(i, new Step(step.stepId(), "nobodys", step.description(), step.group(), step.dependsOn(), step.requiredSkills(),
                    step.metadata(), /* finished= */ true));
        }
        return new RoutedPlan(route.plan().withSteps(steps), List.of(), route.assignments().subList(finished, steps.size()));
    }

    static Assignment assignment(String stepId, String agent) {
        return new Assignment(stepId, agent, "capability", "", 0.5, "key-" + stepId, List.of());
    }

    private List<Step> layered(int layers, int width) {
        var steps = new ArrayList<Step>();
        for (int layer = 0; layer < layers; layer++) {
            for (int place = 0; place < width; place++) {
                steps.add(step(layer, place, width));
            }
        }
        return steps;
    }

    private Step step(int layer, int place, int width) {
        List<String> before = layer == 0
                ? List.of()
                : random.ints(random.nextInt(1, 4), 0, width).distinct()
                        .mapToObj(at -> id(layer - 1, at)).toList();
        String id = id(layer, place);
        return new Step(id, random.nextBoolean() ? "code" : "test", "Write part " + layer + " of chapter " + place + "x", null, before,
                List.of("sql"), Map.of());
    }

    private static String id(int layer, int place) {
        return "s" + layer + "-" + place;
    }

    private List<Step> grouped(List<Step> steps) {
        return steps.stream().map(step -> new Step(step.stepId(), step.type(), step.description(), "g" + random.nextInt(5),
                step.dependsOn(), step.requiredSkills(), step.metadata())).toList();
    }

    /** Nested as deeply as is allowed. */
    private static List<Group> groups() {
        return IntStream.range(0, 5).mapToObj(level -> new Group("g" + level, "group " + level, level == 0 ? null : "g" + (level - 1)))
                .toList();
    }

    private static Agent agent(String name, List<String> types, List<String> skills, double cost, Instant reported) {
        return new Agent(name, "", types, skills, CostTier.CHEAP, cost, 0.9, 1_000, 10.0, null, reported, 60L);
    }
}
