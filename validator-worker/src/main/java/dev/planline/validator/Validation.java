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
import java.util.Optional;
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
        return reject(route, blame(violations), violations, settings);
    }

    private static Blame blame(List<Violation> violations) {
        return violations.stream().allMatch(Validation::forTheRouter) ? Blame.ROUTE : Blame.PLAN;
    }

    private static boolean forTheRouter(Violation violation) {
        Remedy remedy = violation.remedy();
        return remedy != null && remedy.blame() == Blame.ROUTE;
    }

    private static Verdict reject(RoutedPlan route, Blame blame, List<Violation> violations, ValidatorSettings settings) {
        Plan plan = route.plan();
        String fingerprint = route.fingerprint();
        Optional<Round> same = plan.rounds().stream().filter(round -> same(round, fingerprint, violations)).findFirst();
        if (same.isEmpty() && plan.round() < settings.maxRounds()) {
            return new Verdict.Rejected(plan.round(), blame, violations);
        }
        var found = new ArrayList<>(violations);
        same.ifPresent(round -> found.add(new Violation(ViolationCode.PING_PONG, null, "it is what was rejected in round " + round.round(),
                "going round again would not help", null)));
        var rounds = new ArrayList<>(plan.rounds());
        rounds.add(new Round(plan.round(), plan.revision(), blame, found, fingerprint));
        String reason = same.map(round -> "what was rejected in round " + round.round() + " came again: ")
                .orElse("rejected in all of " + plan.round() + " rounds: ");
        return new Verdict.Abandoned(plan.round(), reason + violations.getFirst().message(), rounds);
    }

    /**
     * Whether a round was rejected that asked the same of the same agents. The same violations of something else are a mend
     * that did not go far enough, as when a plan became cheaper but not cheap enough; the next may, and the rounds are few. Of a
     * round without a fingerprint nothing but its violations can be compared.
     */
    private static boolean same(Round round, String fingerprint, List<Violation> violations) {
        return round.fingerprint() == null
                ? codes(round.violations()).equals(codes(violations))
                : round.fingerprint().equals(fingerprint);
    }

    private static Set<String> codes(List<Violation> violations) {
        return violations.stream().map(violation -> violation.code() + "@" + violation.stepId()).collect(Collectors.toSet());
    }
}
