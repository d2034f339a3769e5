package dev.planline.cli.shadow;

import dev.planline.model.Abandonment;
import dev.planline.model.Assignment;
import dev.planline.model.Plan;
import dev.planline.model.Rejection;
import dev.planline.model.RoutedPlan;
import dev.planline.model.Step;
import dev.planline.model.Unassigned;
import dev.planline.model.Verdict;
import dev.planline.model.Violation;
import dev.planline.runtime.Outcome;
import dev.planline.wire.Topic;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What makes up a decision, each part under a name, so that two of them can be compared part by part. */
final class Facets {

    /** The name of what became of the input as a whole. */
    static final String OUTCOME = "outcome";

    private final Map<String, String> parts = new LinkedHashMap<>();

    private Facets() {}

    /**
     * A part that differs.
     *
     * @param what its name, for example {@code step build}
     * @param recorded null if it is missing there
     * @param now null if it is missing now
     */
    record Difference(String what, @Nullable String recorded, @Nullable String now) {}

    /** Of these outputs. */
    static Facets of(List<Outcome.Output> outputs) {
        var facets = new Facets();
        outputs.forEach(facets::add);
        return facets;
    }

    /** Of an outcome. */
    static Facets of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Emit(List<Outcome.Output> outputs) -> of(outputs);
            case Outcome.DeadLetter(String field, String reason) -> failed("dead letter", field + ": " + reason);
            case Outcome.Ignore() -> new Facets();
        };
    }

    /** Of a decision that came to nothing. */
    static Facets failed(String how, String why) {
        var facets = new Facets();
        facets.parts.put(OUTCOME, how);
        facets.parts.put("reason", why);
        return facets;
    }

    /** Where another decision differs from this recorded one. If the outcome as a whole does, then that and why alone. */
    List<Difference> against(Facets now) {
        var names = new LinkedHashSet<>(parts.keySet());
        names.addAll(now.parts.keySet());
        if (!same(now, OUTCOME)) {
            names.retainAll(Set.of(OUTCOME, "reason", "blame"));
        }
        return names.stream().filter(name -> !same(now, name))
                .map(name -> new Difference(name, parts.get(name), now.parts.get(name))).toList();
    }

    private boolean same(Facets other, String name) {
        return String.valueOf(parts.get(name)).equals(String.valueOf(other.parts.get(name)));
    }

    private void add(Outcome.Output output) {
        parts.put(OUTCOME, output.topic().shortName());
        switch (output.value()) {
            case Plan plan -> plan(plan);
            case RoutedPlan route when output.topic() == Topic.VALIDATED -> verdict(route.verdict());
            case RoutedPlan route -> route(route);
            case Rejection rejection -> verdict(rejection.verdict());
            case Abandonment abandonment -> verdict(abandonment.verdict());
            default -> throw new IllegalStateException("BUG: no stage decides " + output.topic());
        }
    }

    private void plan(Plan plan) {
        parts.put("planner", plan.planner());
        for (Step step : plan.steps()) {
            parts.put("step " + step.stepId(), step.type() + ": " + step.description()
                    + (step.dependsOn().isEmpty() ? "" : " (after " + String.join(", ", step.dependsOn()) + ")")
                    + (step.requiredSkills().isEmpty() ? "" : " (needs " + String.join(", ", step.requiredSkills()) + ")"));
        }
    }

    private void route(RoutedPlan route) {
        for (Assignment assignment : route.assignments()) {
            parts.put("step " + assignment.stepId(), assignment.agent() + " by " + assignment.by());
        }
        for (Unassigned unassigned : route.unassigned()) {
            parts.put("step " + unassigned.stepId(), "nobody: " + unassigned.reason());
        }
    }

    private void verdict(@Nullable Verdict verdict) {
        switch (verdict) {
            case null -> {
            }
            case Verdict.Accepted accepted -> parts.put("score", String.format(Locale.ROOT, "%.2f", accepted.score()));
            case Verdict.Rejected rejected -> {
                parts.put("blame", rejected.blame().name());
                for (Violation violation : rejected.violations()) {
                    parts.put("violation " + violation.code() + (violation.stepId() == null ? "" : " of " + violation.stepId()),
                            violation.message());
                }
            }
            case Verdict.Abandoned abandoned -> parts.put("reason", abandoned.reason());
        }
    }
}
