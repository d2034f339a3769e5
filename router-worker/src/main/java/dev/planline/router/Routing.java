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
import dev.planline.router.Directory.Entry;
import dev.planline.text.Names;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Routes one plan.
 *
 * <p>For each step, in the order of the plan: rules by priority, the first whose agent can take the step; then the agents that
 * list its type and have its skills, by {@link Standing}; then those that list no types, by how well their description fits;
 * then nobody, with the reason. Except by description, an agent whose places are all taken is passed over while another can do the
 * step, and chosen all the same when nobody else can: the step then waits at the agent, and does not make the plan fail. The same inputs give the
 * same route; ties fall by a hash of seed, task, step and agent.
 */
final class Routing {

    private static final int ALTERNATIVES = 3;

    private final Plan plan;
    private final Situation situation;
    private final Directory directory;
    private final Map<String, Set<String>> excluded;
    private final @Nullable Standing[] standings;

    /** @param excluded agents that rejections ruled out, by step */
    Routing(Plan plan, Situation situation, Map<String, Set<String>> excluded) {
        this.plan = plan;
        this.situation = situation;
        this.directory = situation.directory();
        this.excluded = excluded;
        this.standings = new Standing[directory.size()];
    }

    RoutedPlan route() {
        var assignments = new ArrayList<Assignment>(plan.steps().size());
        var unassigned = new ArrayList<Unassigned>();
        for (Step step : plan.steps()) {
            Optional<Assignment> assignment = assign(step);
            assignment.ifPresentOrElse(assignments::add, () -> unassigned.add(new Unassigned(step.stepId(), whyNobody(step))));
        }
        return new RoutedPlan(plan, unassigned, assignments);
    }

    private Optional<Assignment> assign(Step step) {
        List<Standing> best = best(step);
        List<RoutingRule> matching = situation.rules().matching(step);
        for (RoutingRule rule : matching) {
            Optional<Standing> target = directory.entry(rule.agent()).map(this::standing)
                    .filter(standing -> standing.agent().takes(step.type()) && able(step).test(standing) && !standing.full());
            if (target.isPresent()) {
                return target.map(chosen -> assignment(step, chosen, best, "rule:" + rule.ruleId(),
                        rule.reason() + passedOver(matching, rule)));
            }
        }
        if (best.isEmpty()) {
            return described(step, passedOver(matching, null));
        }
        Standing chosen = best.getFirst();
        return Optional.of(assignment(step, chosen, best, "capability",
                Explanations.chosen(step, chosen, best) + passedOver(matching, null)));
    }

    private Standing standing(Entry entry) {
        Standing known = standings[entry.seat()];
        if (known == null) {
            known = new Standing(entry, situation);
            standings[entry.seat()] = known;
        }
        return known;
    }

    /**
     * The best of those that list the step's type; those without a free place last, the least crowded of them first. If one has a
     * higher score than the first and is not among them, it takes the last place, so that a trial is seen as one.
     */
    private List<Standing> best(Step step) {
        int draw = Objects.hash(situation.settings().seed(), plan.taskId(), step.stepId());
        var best = new Best<Standing>((one, other) -> compare(one, other, draw), ALTERNATIVES + 1);
        Predicate<Standing> able = able(step);
        Standing known = null;
        for (Entry entry : directory.takers(step.type())) {
            Standing standing = standing(entry);
            if (able.test(standing)) {
                best.add(standing);
                known = !standing.full() && (known == null || standing.score() > known.score()) ? standing : known;
            }
        }
        List<Standing> list = best.list();
        if (known == null || list.contains(known) || known.score() <= list.getFirst().score()) {
            return list;
        }
        return Stream.concat(list.stream().limit(ALTERNATIVES), Stream.of(known)).toList();
    }

    private static int compare(Standing one, Standing other, int draw) {
        if (one.overload() != other.overload()) {
            return one.overload() < other.overload() ? -1 : 1;
        }
        if (one.bound() != other.bound()) {
            return one.bound() > other.bound() ? -1 : 1;
        }
        int byDraw = Integer.compare(mixed(draw, one.draw()), mixed(draw, other.draw()));
        return byDraw != 0 ? byDraw : one.name().compareTo(other.name());
    }

    /** The finaliser of MurmurHash3, so that equal agents win equally often. */
    private static int mixed(int draw, int name) {
        int hash = draw * 31 + name;
        hash = (hash ^ hash >>> 16) * 0x85ebca6b;
        hash = (hash ^ hash >>> 13) * 0xc2b2ae35;
        return hash ^ hash >>> 16;
    }

    /** Who is alive, has the skills of a step and was not ruled out for it. */
    private Predicate<Standing> able(Step step) {
        List<String> skills = step.requiredSkills();
        Set<String> ruledOut = excluded.getOrDefault(step.stepId(), Set.of());
        return skills.isEmpty() && ruledOut.isEmpty()
                ? Standing::alive
                : standing -> standing.alive() && standing.agent().skills().containsAll(skills) && !ruledOut.contains(standing.name());
    }

    /** The agent whose description fits the step best, of those that list no types. */
    private Optional<Assignment> described(Step step, String passedOver) {
        Descriptions descriptions = directory.descriptions();
        if (descriptions.isEmpty()) {
            return Optional.empty();
        }
        var query = Descriptions.Query.of(step.type() + " " + step.description());
        Predicate<Standing> able = able(step);
        List<Match> matches = descriptions.find(query, entry -> able.test(standing(entry)), ALTERNATIVES + 1);
        if (matches.isEmpty()) {
            return Optional.empty();
        }
        Entry best = matches.getFirst().entry();
        double confidence = Math.round(Descriptions.confidence(matches) * 1e4) / 1e4;
        var alternatives = new ArrayList<Alternative>(ALTERNATIVES);
        for (Match match : matches.subList(1, matches.size())) {
            Standing standing = standing(match.entry());
            alternatives.add(new Alternative(standing.name(), standing.score(), "its description fits less"));
        }
        String reason = Explanations.described(step, matches, confidence, descriptions.shared(query, best));
        return Optional.of(assigned(step, standing(best), "description", reason + passedOver, alternatives, confidence));
    }

    private Assignment assignment(Step step, Standing chosen, List<Standing> best, String by, String reason) {
        var alternatives = new ArrayList<Alternative>(ALTERNATIVES);
        for (Standing standing : best) {
            if (alternatives.size() < ALTERNATIVES && standing != chosen) {
                alternatives.add(new Alternative(standing.name(), standing.score(), Explanations.lost(standing, chosen, by)));
            }
        }
        return assigned(step, chosen, by, reason, alternatives, null);
    }

    private Assignment assigned(Step step, Standing chosen, String by, String reason, List<Alternative> alternatives,
            @Nullable Double confidence) {
        var assignment = new Assignment(step.stepId(), chosen.name(), by, reason, chosen.score(), idempotencyKey(step), alternatives,
                confidence);
        chosen.assign();
        return assignment;
    }

    private String idempotencyKey(Step step) {
        return UUID.nameUUIDFromBytes((plan.taskId() + "\n" + plan.revision() + "\n" + step.stepId()).getBytes(StandardCharsets.UTF_8))
                .toString();
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
        Optional<Standing> standing = directory.entry(rule.agent()).map(this::standing);
        if (standing.isEmpty()) {
            return " is not registered";
        }
        if (!standing.get().alive()) {
            return " is not alive";
        }
        return standing.get().full() ? " is full" : " cannot take the step";
    }

    private String whyNobody(Step step) {
        List<Agent> takers = directory.takers(step.type()).stream().map(Entry::agent).toList();
        if (takers.isEmpty()) {
            return "no agent supports " + step.type()
                    + (directory.descriptions().isEmpty() ? "" : ", and no description that fits it is of an agent that can take it")
                    + Names.didYouMean(step.type(), directory.types());
        }
        Set<String> known = directory.skills(step.type());
        for (String skill : step.requiredSkills()) {
            if (!known.contains(skill)) {
                return "no agent for " + step.type() + " has the skill " + skill + Names.didYouMean(skill, known);
            }
        }
        if (takers.stream().noneMatch(agent -> agent.aliveAt(situation.now()))) {
            return "no agent for " + step.type() + " is alive";
        }
        return excluded.containsKey(step.stepId())
                ? "every agent for " + step.type() + " was ruled out by a rejection"
                : "no agent for " + step.type() + " has all of the skills " + String.join(", ", step.requiredSkills());
    }
}
