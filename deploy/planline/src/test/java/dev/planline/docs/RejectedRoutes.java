package dev.planline.docs;

import dev.planline.model.Agent;
import dev.planline.model.Assignment;
import dev.planline.model.Blame;
import dev.planline.model.Constraints;
import dev.planline.model.CostTier;
import dev.planline.model.Group;
import dev.planline.model.Plan;
import dev.planline.model.Priority;
import dev.planline.model.Round;
import dev.planline.model.RoutedPlan;
import dev.planline.model.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Routes with one thing wrong each, of every kind that the validator knows, and for every remedy that it may ask for. */
final class RejectedRoutes {

    static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    /** Two that code, one of them dear; one who knows style sheets only; one who paints; one who would do anything, but is dead. */
    static final Map<String, Agent> AGENTS = new TreeMap<>(Map.of(
            "dear", agent("dear", List.of("code"), List.of("java", "sql"), 9.0, NOW),
            "dev", agent("dev", List.of("code"), List.of("java", "sql"), 1.0, NOW),
            "stylist", agent("stylist", List.of("code"), List.of("css"), 1.0, NOW),
            "painter", agent("painter", List.of("paint"), List.of("java", "css"), 1.0, NOW),
            "dead", agent("dead", List.of("code", "develop"), List.of("java", "css"), 1.0, NOW.minusSeconds(90))));

    private static final Constraints USUAL = Constraints.DEFAULT;
    private static final String HARD = "java css";

    private final List<RoutedPlan> all = new ArrayList<>();

    private RejectedRoutes() {}

    static List<RoutedPlan> all() {
        var routes = new RejectedRoutes();
        routes.structures();
        routes.limits();
        routes.assignments();
        routes.agents();
        return List.copyOf(routes.all);
    }

    private void structures() {
        add(USUAL, step("a", "b"), step("b", "a"));
        add(USUAL, step("a", "a"));
        add(USUAL, step("a", "nowhere"));
        add(USUAL, new Step("a", "code", "do a", "nowhere", List.of()));
        all.add(new RoutedPlan(plan(USUAL, List.of(), step("a"), new Step("a", "code", "do more", null, List.of())), List.of(),
                List.of(to("a", "dev"))));
        add(USUAL, step("a"), new Step("b", "code", "do b", null, List.of("a"), List.of(), Map.of(), /* finished= */ true));
        add(new Constraints(300, 5, null, null, Priority.LOW),
                Stream.concat(Stream.of(step("a")), IntStream.range(0, 201).mapToObj(n -> step("b" + n, "a"))).toArray(Step[]::new));
        var shallow = new Constraints(100, 1, null, null, Priority.LOW);
        var groups = List.of(new Group("outer", "all", null), new Group("inner", "some", "outer"));
        add(plan(shallow, groups, new Step("a", "code", "do a", "inner", List.of())));
    }

    private void limits() {
        add(USUAL, new Step("a", "code", "Write the tests", null, List.of()), new Step("b", "code", "write tests", null, List.of()));
        add(new Constraints(1, 5, null, null, Priority.LOW), step("a"), step("b"));
        add(new Constraints(100, 5, 0.5, null, Priority.LOW), step("a"), step("b"));
        all.add(new RoutedPlan(plan(new Constraints(100, 5, 2.0, null, Priority.LOW), List.of(), step("a")), List.of(),
                List.of(to("a", "dear"))));
        add(new Constraints(100, 5, null, NOW.plusSeconds(15), Priority.LOW), step("a"), step("b", "a"));
        RoutedPlan once = new RoutedPlan(plan(USUAL, List.of(), step("a", "a")), List.of(), List.of(to("a", "dev")));
        all.add(new RoutedPlan(once.plan().withRounds(List.of(new Round(1, 1, Blame.PLAN, List.of(), once.fingerprint()))), List.of(),
                once.assignments()));
    }

    private void assignments() {
        all.add(new RoutedPlan(plan(USUAL, List.of(), step("a")), List.of(), List.of(to("a", "dev"), to("a", "dear"))));
        all.add(new RoutedPlan(plan(USUAL, List.of(), step("a")), List.of(), List.of(to("a", "dev"), to("b", "dev"))));
        add("code", "", null);
        add("code", HARD, null);
        add("develop", "", null);
    }

    private void agents() {
        for (String agent : List.of("ghost", "dead", "painter")) {
            add("code", "java", agent);
            add("code", HARD, agent);
            add("develop", "", agent);
        }
        add("code", "java", "stylist");
        add("code", HARD, "dev");
        add("code", "cobol", "dev");
    }

    private void add(Constraints limits, Step... steps) {
        add(plan(limits, List.of(), steps));
    }

    private void add(Plan plan) {
        all.add(new RoutedPlan(plan, List.of(), plan.steps().stream().map(step -> to(step.stepId(), "dev")).toList()));
    }

    /** One step with these skills, and its agent. */
    private void add(String type, String skills, @Nullable String agent) {
        List<String> required = skills.isEmpty() ? List.of() : List.of(skills.split(" "));
        Plan plan = plan(USUAL, List.of(), new Step("a", type, "do a", null, List.of(), required, Map.of()));
        all.add(new RoutedPlan(plan, List.of(), agent == null ? List.of() : List.of(to("a", agent))));
    }

    private static Plan plan(Constraints limits, List<Group> groups, Step... steps) {
        return new Plan("t", 1, "Build the shop", "hand", 1, List.of(), groups, List.of(steps), Map.of(), limits, List.of());
    }

    private static Step step(String id, String... dependsOn) {
        return new Step(id, "code", "do " + id, null, List.of(dependsOn));
    }

    private static Assignment to(String stepId, String agent) {
        return new Assignment(stepId, agent, "capability", "", 0.5, "key-" + stepId, List.of());
    }

    private static Agent agent(String name, List<String> types, List<String> skills, double costUsd, Instant reportedAt) {
        return new Agent(name, "", types, skills, CostTier.MEDIUM, costUsd, 0.9, 1_000, 10.0, 0, reportedAt, 60L);
    }
}
