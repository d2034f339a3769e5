package dev.planline.router;

import dev.planline.model.Agent;
import dev.planline.model.Assignment;
import dev.planline.model.Plan;
import dev.planline.model.RoutedPlan;
import dev.planline.model.RoutingRule;
import dev.planline.model.Step;
import dev.planline.model.Unassigned;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a change of rules would do to plans that were routed lately. Each is routed under the rules of today and under those to
 * come, with the same agents and without load, so that what differs is the work of the rules alone.
 */
public final class RulePreview {

    private static final String NOBODY = "unassigned";

    /**
     * A step that would be routed differently.
     *
     * @param agentBefore who gets it today; null for nobody
     * @param byBefore what decides today, as in {@link Assignment#by}, or {@code unassigned}
     * @param agentAfter who would get it; null for nobody
     * @param byAfter what would decide
     * @param reason why, as the assignment would say
     */
    public record Change(String taskId, String stepId, @Nullable String agentBefore, String byBefore, @Nullable String agentAfter,
            String byAfter, String reason) {}

    private record Choice(@Nullable String agent, String by, String reason) {}

    private RulePreview() {}

    /** The steps of these plans that would be routed differently, in the order of the plans. */
    public static List<Change> changes(Collection<Plan> plans, Map<String, Agent> agents, Collection<RoutingRule> today,
            Collection<RoutingRule> toCome, Instant now) {
        Directory directory = Directory.of(agents);
        Rulebook before = Rulebook.of(today);
        Rulebook after = Rulebook.of(toCome);
        var changes = new ArrayList<Change>();
        for (Plan plan : plans) {
            Map<String, Choice> old = choices(plan, directory, before, now);
            Map<String, Choice> fresh = choices(plan, directory, after, now);
            for (Step step : plan.steps()) {
                Choice one = old.getOrDefault(step.stepId(), new Choice(null, NOBODY, ""));
                Choice other = fresh.getOrDefault(step.stepId(), one);
                if (!one.by().equals(other.by()) || !String.valueOf(one.agent()).equals(String.valueOf(other.agent()))) {
                    changes.add(new Change(plan.taskId(), step.stepId(), one.agent(), one.by(), other.agent(), other.by(),
                            other.reason()));
                }
            }
        }
        return changes;
    }

    private static Map<String, Choice> choices(Plan plan, Directory directory, Rulebook rules, Instant now) {
        RoutedPlan route = new Routing(plan, Situation.fresh(directory, rules, RouterSettings.DEFAULT, now), Map.of()).route();
        var choices = new HashMap<String, Choice>();
        for (Assignment chosen : route.assignments()) {
            choices.put(chosen.stepId(), new Choice(chosen.agent(), chosen.by(), chosen.reason()));
        }
        for (Unassigned nobody : route.unassigned()) {
            choices.put(nobody.stepId(), new Choice(null, NOBODY, nobody.reason()));
        }
        return choices;
    }
}
