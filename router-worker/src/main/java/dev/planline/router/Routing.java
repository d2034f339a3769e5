package dev.planline.router;

import dev.planline.model.Agent;
import dev.planline.model.Alternative;
import dev.planline.model.Assignment;
import dev.planline.model.Plan;
import dev.planline.model.RoutedPlan;
import dev.planline.model.RoutingRule;
import dev.planline.model.Step;
import dev.planline.model.Unassigned;
import dev.planline.router.Descriptions.Match;
import dev.planline.text.Names;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Routes one plan.
 *
 * <p>For each step, in the order of the plan: rules by priority, the first whose agent can take the step; then the agents
 * that list its type and have its skills, by score; then those that list no types, by how well their description fits; then nobody, with the reason. An agent whose places are all taken is
 * passed over while another can do the step, and chosen all the same when nobody else can: the step then waits at the agent,
 * and does not make the plan fail. The same inputs give the same route; ties fall by a hash of seed, task, step and agent.
 */
final class Routing {

    private static final int ALTERNATIVES = 3;
    private static final int WORDS = 5;

    /** Below it a match of descriptions is called unsure; docs/routing-quality.md tells what it costs and gains. */
    private static final double SURE = 0.2;

    private static final Comparator<Candidate> BEST_FIRST = Comparator.comparingDouble(Candidate::overload)
            .thenComparing(Comparator.comparingDouble(Candidate::score).reversed())
            .thenComparingInt(Candidate::tie)
            .thenComparing(candidate -> candidate.agent().name());

    private final Plan plan;
    private final Directory directory;
    private final Rulebook rules;
    private final Instant now;
    private final long seed;
    private final Map<String, Set<String>> excluded;
    private final Map<String, Integer> planned = new HashMap<>();
    private final Scores scores;

    /**
     * @param recent steps assigned lately, by agent
     * @param excluded agents that a rejection ruled out, by step
     */
    Routing(Plan plan, Directory directory, Rulebook rules, Map<String, Double> recent, Map<String, Set<String>> excluded, Instant now,
            long seed) {
        this.plan = plan;
        this.directory = directory;
        this.rules = rules;
        this.excluded = excluded;
        this.now = now;
        this.seed = seed;
        this.scores = new Scores(recent, planned);
    }

    RoutedPlan route() {
        var assignments = new ArrayList<Assignment>();
        var unassigned = new ArrayList<Unassigned>();
        for (Step step : plan.steps()) {
            Optional<Assignment> assignment = assign(step);
            assignment.ifPresentOrElse(assignments::add, () -> unassigned.add(new Unassigned(step.stepId(), whyNobody(step))));
            assignment.ifPresent(chosen -> planned.merge(chosen.agent(), 1, Integer::sum));
        }
        return new RoutedPlan(plan, unassigned, assignments);
    }

    /** Steps assigned, by agent. */
    Map<String, Integer> planned() {
        return Map.copyOf(planned);
    }

    private Optional<Assignment> assign(Step step) {
        List<Candidate> candidates = candidates(step);
        List<RoutingRule> matching = rules.matching(step);
        for (RoutingRule rule : matching) {
            Optional<Candidate> target = find(candidates, rule.agent()).or(() -> open(step, rule.agent()));
            if (target.isPresent() && !target.get().full()) {
                return target.map(chosen -> assignment(step, chosen, candidates, "rule:" + rule.ruleId(),
                        rule.reason() + passedOver(matching, rule)));
            }
        }
        return candidates.stream().findFirst()
                .map(best -> assignment(step, best, candidates, "capability", reason(step, best) + passedOver(matching, null)))
                .or(() -> described(step, passedOver(matching, null)));
    }

    private record Candidate(Agent agent, double score, double overload, int tie) {

        boolean full() {
            return overload > 0;
        }
    }

    /** The agents that can take the step, best first; those without a free place last, the least crowded of them first. */
    private List<Candidate> candidates(Step step) {
        var candidates = new ArrayList<Candidate>();
        for (Agent agent : directory.takers(step.type())) {
            if (usable(agent, step)) {
                candidates.add(candidate(agent, step));
            }
        }
        candidates.sort(BEST_FIRST);
        return candidates;
    }

    private boolean usable(Agent agent, Step step) {
        return agent.aliveAt(now) && agent.skills().containsAll(step.requiredSkills())
                && !excluded.getOrDefault(step.stepId(), Set.of()).contains(agent.name());
    }

    private Candidate candidate(Agent agent, Step step) {
        return new Candidate(agent, scores.of(agent), scores.overload(agent),
                Objects.hash(seed, plan.taskId(), step.stepId(), agent.name()));
    }

    /** The agent that a rule names, if it lists no types and can take the step. */
    private Optional<Candidate> open(Step step, String name) {
        return directory.agent(name).filter(agent -> agent.stepTypes().isEmpty() && usable(agent, step))
                .map(agent -> candidate(agent, step));
    }

    /** The agent whose description fits the step best, of those that list no types. */
    private Optional<Assignment> described(Step step, String passedOver) {
        String text = step.type() + " " + step.description();
        List<Match> matches = directory.descriptions().find(text).stream().filter(match -> usable(match.agent(), step)).toList();
        if (matches.isEmpty()) {
            return Optional.empty();
        }
        Agent best = matches.getFirst().agent();
        double confidence = Math.round(Descriptions.confidence(matches) * 1e4) / 1e4;
        List<String> words = directory.descriptions().shared(text, best);
        var alternatives = matches.stream().skip(1).limit(ALTERNATIVES)
                .map(match -> new Alternative(match.agent().name(), scores.of(match.agent()), "its description fits less")).toList();
        String reason = (confidence < SURE ? "unsure: " : "") + "no agent lists " + step.type() + " and can take it; the description of "
                + best.name() + " shares " + String.join(", ", words.subList(0, Math.min(WORDS, words.size())))
                + (matches.size() == 1
                        ? ", no other shares a word"
                        : ", ahead of " + matches.get(1).agent().name() + " by "
                                + fixed(100 * confidence, 0) + " %");
        return Optional.of(new Assignment(step.stepId(), best.name(), "description", reason + passedOver, scores.of(best),
                idempotencyKey(step), alternatives, confidence));
    }

    private static Optional<Candidate> find(List<Candidate> candidates, String name) {
        return candidates.stream().filter(candidate -> candidate.agent().name().equals(name)).findFirst();
    }

    private Assignment assignment(Step step, Candidate chosen, List<Candidate> candidates, String by, String reason) {
        var alternatives = new ArrayList<Alternative>(ALTERNATIVES);
        for (Candidate candidate : candidates) {
            if (alternatives.size() < ALTERNATIVES && !candidate.agent().name().equals(chosen.agent().name())) {
                alternatives.add(new Alternative(candidate.agent().name(), candidate.score(), whyNot(candidate, chosen, by)));
            }
        }
        return new Assignment(step.stepId(), chosen.agent().name(), by, reason, chosen.score(), idempotencyKey(step), alternatives);
    }

    private String idempotencyKey(Step step) {
        return UUID.nameUUIDFromBytes((plan.taskId() + "\n" + plan.revision() + "\n" + step.stepId()).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private String reason(Step step, Candidate best) {
        String base = "takes " + step.type() + ", success rate " + fixed(best.agent().successRate(), 2) + ", "
                + fixed(scores.busy(best.agent()), 1) + " of " + best.agent().maxConcurrent() + " places taken";
        return best.full() ? base + "; every able agent is full, so the step waits for a place" : base;
    }

    /** As {@code String.format} would, which takes longer than all the rest of an assignment. */
    private static String fixed(double value, int digits) {
        return BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_UP).toPlainString();
    }

    private static String whyNot(Candidate lost, Candidate chosen, String by) {
        if (lost.full() && !chosen.full()) {
            return "all its places are taken";
        }
        if (by.startsWith("rule:")) {
            return by + " names " + chosen.agent().name();
        }
        return lost.score() == chosen.score() ? "equal score, lost the draw" : "lower score";
    }

    /** What kept the rules above the chosen one from being used. */
    private String passedOver(List<RoutingRule> matching, @Nullable RoutingRule chosen) {
        var words = new StringBuilder();
        for (RoutingRule rule : matching) {
            if (rule.equals(chosen)) {
                break;
            }
            words.append("; rule ").append(rule.ruleId()).append(" passed over: ").append(rule.agent()).append(whyUnusable(rule));
        }
        return words.toString();
    }

    private String whyUnusable(RoutingRule rule) {
        Optional<Agent> agent = directory.agent(rule.agent());
        if (agent.isEmpty()) {
            return " is not registered";
        }
        if (!agent.get().aliveAt(now)) {
            return " is not alive";
        }
        return scores.full(agent.get()) ? " is full" : " cannot take the step";
    }

    private String whyNobody(Step step) {
        List<Agent> takers = directory.takers(step.type());
        if (takers.isEmpty()) {
            return "no agent supports " + step.type() + directory.descriptions().noMatch()
                    + Names.didYouMean(step.type(), directory.types());
        }
        Set<String> known = directory.skills(step.type());
        for (String skill : step.requiredSkills()) {
            if (!known.contains(skill)) {
                return "no agent for " + step.type() + " has the skill " + skill + Names.didYouMean(skill, known);
            }
        }
        if (takers.stream().noneMatch(agent -> agent.aliveAt(now))) {
            return "no agent for " + step.type() + " is alive";
        }
        return excluded.containsKey(step.stepId())
                ? "every agent for " + step.type() + " was ruled out by a rejection"
                : "no agent for " + step.type() + " has all of the skills " + String.join(", ", step.requiredSkills());
    }
}
