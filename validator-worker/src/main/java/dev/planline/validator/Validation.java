package dev.planline.validator;

import dev.planline.model.Agent;
import dev.planline.model.Blame;
import dev.planline.model.Plan;
import dev.planline.model.Remedy;
import dev.planline.model.Round;
import dev.planline.model.RoutedPlan;
import dev.planline.model.Verdict;
import dev.planline.model.Violation;
import dev.planline.model.ViolationCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Judges a routed plan. All checks always run. The blame follows the remedies: the plan is to blame if any violation asks the
 * planner for something, since a new plan is routed anew; else the route. Pure: the registry and the time come in.
 */
final class Validation {

    private static final List<PlanCheck> CHECKS = List.of(new StructureCheck(), new CompletenessCheck(), new SolvabilityCheck(),
            new RedundancyCheck(), new BudgetCheck(), new DeadlineCheck());

    private Validation() {}

    static Verdict judge(RoutedPlan route, Map<String, Agent> agents, ValidatorSettings settings, Instant now) {
        Case plan = Case.of(route, agents, settings, now);
        var violations = new ArrayList<Violation>();
        CHECKS.forEach(check -> check.run(plan, violations::add));
        if (violations.isEmpty()) {
            return Scorer.accept(plan);
        }
        return reject(route.plan(), blame(violations), violations, settings);
    }

    private static Blame blame(List<Violation> violations) {
        return violations.stream().allMatch(Validation::forTheRouter) ? Blame.ROUTE : Blame.PLAN;
    }

    private static boolean forTheRouter(Violation violation) {
        Remedy remedy = violation.remedy();
        return remedy != null && remedy.blame() == Blame.ROUTE;
    }

    private static Verdict reject(Plan plan, Blame blame, List<Violation> violations, ValidatorSettings settings) {
        boolean again = plan.rounds().stream().anyMatch(round -> same(round.violations(), violations));
        if (!again && plan.round() < settings.maxRounds()) {
            return new Verdict.Rejected(plan.round(), blame, violations);
        }
        var found = new ArrayList<>(violations);
        if (again) {
            found.add(new Violation(ViolationCode.PING_PONG, null, "an earlier round was rejected for the same reasons",
                    "going round again would not help", null));
        }
        var rounds = new ArrayList<>(plan.rounds());
        rounds.add(new Round(plan.round(), plan.revision(), blame, found));
        String reason = again ? "rejected again for the same reasons: " : "rejected in all of " + plan.round() + " rounds: ";
        return new Verdict.Abandoned(plan.round(), reason + violations.getFirst().message(), rounds);
    }

    private static boolean same(List<Violation> one, List<Violation> other) {
        return codes(one).equals(codes(other));
    }

    private static Set<String> codes(List<Violation> violations) {
        return violations.stream().map(violation -> violation.code() + "@" + violation.stepId() + violation.against())
                .collect(Collectors.toSet());
    }
}
