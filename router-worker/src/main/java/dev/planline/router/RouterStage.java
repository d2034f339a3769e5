package dev.planline.router;

import dev.planline.graph.Flaw;
import dev.planline.graph.PlanGraph;
import dev.planline.model.Abandonment;
import dev.planline.model.Agent;
import dev.planline.model.Assignment;
import dev.planline.model.Blame;
import dev.planline.model.Plan;
import dev.planline.model.Rejection;
import dev.planline.model.Remedy;
import dev.planline.model.Round;
import dev.planline.model.RoutedPlan;
import dev.planline.model.RoutingRule;
import dev.planline.model.Step;
import dev.planline.model.Unassigned;
import dev.planline.model.Verdict;
import dev.planline.model.Violation;
import dev.planline.runtime.Outcome;
import dev.planline.runtime.Stage;
import dev.planline.wire.Topic;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the router does with plans and rejections. */
public final class RouterStage {

    /** The name of the stage. */
    public static final String NAME = "router";

    private final Memo<Map<String, Agent>, Directory> directory;
    private final Memo<Map<String, RoutingRule>, Rulebook> rulebook;
    private final InstantSource clock;
    private final RouterSettings settings;
    private final TrackRecords records;
    private final Load load;

    private RouterStage(RouterSettings settings, Supplier<Map<String, Agent>> agents, Supplier<Map<String, RoutingRule>> rules,
            TrackRecords records, Load load, InstantSource clock) {
        this.directory = new Memo<>(agents, Directory::of);
        this.rulebook = new Memo<>(rules, snapshot -> Rulebook.of(snapshot.values()));
        this.clock = clock;
        this.settings = settings;
        this.records = records;
        this.load = load;
    }

    /**
     * The stage, with the load of its own assignments.
     *
     * @param agents the registry as it is now
     * @param rules the rules as they are now
     * @param records what trajectories have taught so far
     */
    public static Stage of(RouterSettings settings, Supplier<Map<String, Agent>> agents, Supplier<Map<String, RoutingRule>> rules,
            TrackRecords records, InstantSource clock) {
        return of(settings, agents, rules, records, new RecentLoad(settings.loadHalfLife()), clock);
    }

    /** The same stage with this load. */
    public static Stage of(RouterSettings settings, Supplier<Map<String, Agent>> agents, Supplier<Map<String, RoutingRule>> rules,
            TrackRecords records, Load load, InstantSource clock) {
        var handlers = new RouterStage(settings, agents, rules, records, load, clock);
        return Stage.named(NAME)
                .reading(Topic.PLANS, Plan.class, message -> handlers.route(message.value()))
                .reading(Topic.REJECTED, Rejection.class, message -> handlers.reroute(message.value()));
    }

    private Outcome route(Plan plan) {
        if (PlanGraph.of(plan) instanceof PlanGraph.Broken(List<Flaw> flaws)) {
            Flaw first = flaws.getFirst();
            return Outcome.deadLetter(first.field(), first.message() + (flaws.size() > 1 ? " (and " + (flaws.size() - 1) + " more)" : ""));
        }
        return emit(routed(plan, List.of(), List.of()), List.of());
    }

    /**
     * A route that passes over the agents that past rounds spoke against, as long as somebody else can do the step: what spoke
     * against them may no longer hold. Where nobody else can, only the latest round counts. Finished steps are not routed.
     *
     * @param before assignments of a route of the same plan, from which those of finished steps are taken over
     */
    private RoutedPlan routed(Plan plan, List<Violation> latest, List<Assignment> before) {
        Set<String> finished = plan.steps().stream().filter(Step::finished).map(Step::stepId).collect(Collectors.toSet());
        List<Assignment> kept = before.stream().filter(assignment -> finished.contains(assignment.stepId())).toList();
        List<Step> open = plan.steps().stream().filter(step -> !step.finished()).toList();
        if (finished.isEmpty()) {
            return routed(plan, latest);
        }
        if (open.isEmpty()) {
            return new RoutedPlan(plan, List.of(), kept);
        }
        RoutedPlan route = routed(plan.withSteps(open), latest);
        return new RoutedPlan(plan, route.unassigned(), Stream.concat(kept.stream(), route.assignments().stream()).toList());
    }

    private RoutedPlan routed(Plan plan, List<Violation> latest) {
        Instant now = clock.instant();
        var situation = Situation.of(directory.get(), rulebook.get(), agent -> load.of(agent, now), records.at(now), settings, now);
        Map<String, Set<String>> excluded = ruledOut(plan.rounds().stream().map(Round::violations).flatMap(List::stream).toList());
        RoutedPlan route = new Routing(plan, situation, excluded).route();
        List<String> nobodys = route.unassigned().stream().map(Unassigned::stepId).filter(excluded::containsKey).toList();
        if (nobodys.isEmpty()) {
            return route;
        }
        Map<String, Set<String>> still = ruledOut(latest);
        nobodys.forEach(stepId -> excluded.put(stepId, still.getOrDefault(stepId, Set.of())));
        return new Routing(plan, situation, excluded).route();
    }

    private Outcome emit(RoutedPlan route, List<Assignment> before) {
        load.add(assigned(route, before), clock.instant());
        return Outcome.emit(Topic.ROUTES, route);
    }

    /**
     * How many steps a route gives to agents that did not have them, by agent.
     *
     * @param before assignments of the route before; empty if there was none
     */
    public static Map<String, Integer> assigned(RoutedPlan route, List<Assignment> before) {
        Map<String, String> had = before.stream().collect(Collectors.toMap(Assignment::stepId, Assignment::agent, (one, other) -> one));
        var assigned = new HashMap<String, Integer>();
        for (Assignment assignment : route.assignments()) {
            if (!assignment.agent().equals(had.get(assignment.stepId()))) {
                assigned.merge(assignment.agent(), 1, Integer::sum);
            }
        }
        return assigned;
    }

    private Outcome reroute(Rejection rejection) {
        if (rejection.verdict().blame() != Blame.ROUTE) {
            return Outcome.ignore();
        }
        Plan plan = rejection.plan();
        Verdict.Rejected verdict = rejection.verdict();
        List<Round> past = rejection.rounds();
        RoutedPlan route = routed(plan.withRounds(past), verdict.violations(), rejection.route().assignments());
        if (agents(route).equals(agents(rejection.route()))) {
            String reason = "the router has no better agents: " + verdict.violations().getFirst().message();
            return Outcome.emit(Topic.ABANDONED,
                    new Abandonment(rejection.task(), plan, rejection.route(), new Verdict.Abandoned(verdict.round(), reason, past)));
        }
        return emit(route, rejection.route().assignments());
    }

    /** The agents that violations speak against, by step. */
    private static Map<String, Set<String>> ruledOut(List<Violation> violations) {
        var excluded = new HashMap<String, Set<String>>();
        for (Violation violation : violations) {
            if (violation.remedy() == Remedy.REASSIGN && violation.stepId() != null) {
                excluded.computeIfAbsent(violation.stepId(), id -> new HashSet<>()).addAll(violation.against());
            }
        }
        return excluded;
    }

    /** Who has which step, in an order that does not depend on that of the assignments. */
    private static List<String> agents(RoutedPlan route) {
        return route.assignments().stream().map(assignment -> assignment.stepId() + " " + assignment.agent()).sorted().toList();
    }
}
