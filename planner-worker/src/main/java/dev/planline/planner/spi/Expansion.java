package dev.planline.planner.spi;

import dev.planline.graph.Flaw;
import dev.planline.graph.PlanGraph;
import dev.planline.model.Constraints;
import dev.planline.model.Group;
import dev.planline.model.InvalidField;
import dev.planline.model.Plan;
import dev.planline.model.Step;
import dev.planline.text.Beginning;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Grows a hierarchy of parts into groups and steps, level by level, for any planner that knows what parts a part has.
 *
 * <p>Limits hold at every moment, not only in the end: a part is asked for its parts only where a level and a step are left, and
 * when its parts do not fit it stays whole. So whatever a planner answers, it cannot make a plan larger than its task allows, and
 * the upper levels, which matter most, get their room first.
 *
 * <p>Damage is contained: siblings whose ids, dependencies or texts cannot stand spoil the one part that they are in. It stays
 * whole, says why in its metadata, and everything else goes on. Only at the top there is nothing to fall back on.
 *
 * <p>A part that becomes a group is a container: what comes before it comes before its first parts, and who waits for it waits
 * for all of them. Siblings may name only siblings. Therefore no cycle can lead through two levels, and checking each level alone is
 * enough. The scheme is that of hierarchical task DAGs (Deep Agent, arXiv 2502.07056), without its expansion at run time: here
 * the whole plan has to be routed and validated before anything is done. One use each; not thread-safe.
 */
public final class Expansion<P extends Part> {

    /** Metadata key of steps that stayed whole because dividing them failed: why. */
    public static final String FAILED = "expansionFailed";

    private static final int REASON_LIMIT = 300;

    private final Constraints limits;
    private final Divider<P> divider;
    private final List<Group> groups = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private final Set<String> taken = new HashSet<>();
    private final Deque<Placed<P>> open = new ArrayDeque<>();
    private int failures;

    /** Within these limits. */
    public Expansion(Constraints limits, Divider<P> divider) {
        this.limits = limits;
        this.divider = divider;
    }

    /** Grows the parts at the top as far as they can be divided and the limits allow. */
    public Expanded expand(List<P> top) throws InterruptedException {
        if (top.size() > limits.maxSteps()) {
            return new Expanded.Refused("it has " + top.size() + " parts at the top; at most " + limits.maxSteps() + " steps are allowed");
        }
        Optional<String> flaw = place(top.stream().map(Placed::top).toList());
        if (flaw.isPresent()) {
            return new Expanded.Refused(flaw.get());
        }
        for (Placed<P> next = open.poll(); next != null; next = open.poll()) {
            grow(next);
        }
        return new Expanded.Tree(groups, steps, failures);
    }

    private void grow(Placed<P> placed) throws InterruptedException {
        boolean room = room(2) && placed.level() <= limits.maxDepth();
        if (!room || !placed.part().divisible()) {
            steps.add(placed.step(placed.part().metadata()));
            return;
        }
        switch (divider.divide(placed.part())) {
            case Division.Failed<P>(String reason) -> fail(placed, reason);
            case Division.Into<P>(List<P> parts) when !room(parts.size()) -> steps.add(placed.step(placed.part().metadata()));
            case Division.Into<P>(List<P> parts) -> {
                Optional<String> flaw = place(placed.divided(parts));
                if (flaw.isPresent()) {
                    fail(placed, flaw.get());
                } else {
                    groups.add(new Group(placed.id(), placed.part().description(), placed.group()));
                }
            }
        }
    }

    /** Whether so many parts fit in the place of one that was just taken from the open ones. */
    private boolean room(int parts) {
        return steps.size() + open.size() + parts <= limits.maxSteps();
    }

    private void fail(Placed<P> placed, String reason) {
        Map<String, Object> metadata = new LinkedHashMap<>(placed.part().metadata());
        metadata.put(FAILED, reason.length() <= REASON_LIMIT ? reason : Beginning.of(reason, REASON_LIMIT - 3) + "...");
        steps.add(placed.step(metadata));
        failures++;
    }

    /** Takes these siblings in, unless they cannot stand; then all stays as it was. */
    private Optional<String> place(List<Placed<P>> siblings) {
        @Nullable String flaw = flaw(siblings);
        if (flaw == null) {
            siblings.forEach(placed -> taken.add(placed.id()));
            open.addAll(siblings);
        }
        return Optional.ofNullable(flaw);
    }

    private @Nullable String flaw(List<Placed<P>> siblings) {
        if (siblings.isEmpty()) {
            return "it has no parts";
        }
        for (Placed<P> placed : siblings) {
            if (taken.contains(placed.id())) {
                return "the id \"" + placed.id() + "\" is used more than once";
            }
        }
        try {
            List<Step> alone = siblings.stream().map(Placed::amongSiblings).toList();
            var level = new Plan("level", 1, "level", "level", 1, List.of(), List.of(), alone, Map.of(), limits, List.of());
            return PlanGraph.of(level) instanceof PlanGraph.Broken(List<Flaw> flaws) ? flaws.getFirst().message() : null;
        } catch (InvalidField e) {
            return e.getMessage();
        }
    }
}
