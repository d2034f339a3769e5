package dev.planline.planner.recall;

import dev.planline.model.Trajectory;
import dev.planline.model.TrajectoryOutcome;
import dev.planline.model.TrajectoryStep;
import dev.planline.text.Stem;
import dev.planline.text.Stems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A way in which a goal was reached.
 *
 * @param trajectoryId which trajectory tells of it
 * @param score how good the result was, in 0..1
 * @param words of its goal
 * @param pairs of neighbouring words of its goal
 * @param parts in the order in which they were carried out, at most {@value #MOST_PARTS}
 * @param direct for each part the parts that it depends on, as bits by their place
 */
record Exemplar(String trajectoryId, double score, Terms words, Terms pairs, List<Part> parts, List<Long> direct) {

    /** As many as there are bits. */
    static final int MOST_PARTS = 64;

    private static final int LONGEST_TYPE = 200;

    /**
     * What a trajectory teaches; empty if it did not succeed, has a failed step, or does not say what its steps were. Where no
     * step names one before it, each depends on the one listed before.
     */
    static Optional<Exemplar> of(Trajectory trajectory) {
        List<TrajectoryStep> steps = trajectory.steps();
        if (trajectory.outcome() != TrajectoryOutcome.SUCCESS || trajectory.goal().isBlank() || steps.isEmpty()
                || steps.size() > MOST_PARTS || steps.stream().anyMatch(step -> step.outcome() == TrajectoryOutcome.FAILURE)) {
            return Optional.empty();
        }
        var parts = new ArrayList<Part>();
        Map<String, Integer> ordinals = new HashMap<>();
        for (TrajectoryStep step : steps) {
            String type = type(step);
            if (type == null || type.isBlank() || type.length() > LONGEST_TYPE || type.chars().anyMatch(Character::isISOControl)) {
                return Optional.empty();
            }
            parts.add(new Part(type, ordinals.merge(type, 1, Integer::sum)));
        }
        List<Stem> goal = Stems.of(trajectory.goal());
        return Optional.of(new Exemplar(trajectory.trajectoryId(), trajectory.score(), Terms.words(goal), Terms.pairs(goal),
                List.copyOf(parts), dependencies(steps)));
    }

    private static @Nullable String type(TrajectoryStep step) {
        return step.type() == null ? step.tool() : step.type();
    }

    private static List<Long> dependencies(List<TrajectoryStep> steps) {
        boolean listed = steps.stream().allMatch(step -> step.dependsOn().isEmpty());
        return IntStream.range(0, steps.size())
                .mapToObj(i -> i == 0 ? Long.valueOf(0) : Long.valueOf(listed ? 1L << (i - 1) : named(steps, i))).toList();
    }

    /** The earlier steps that a step names; a name that is no step's is a group's, and means the steps in it. */
    private static long named(List<TrajectoryStep> steps, int place) {
        long bits = 0;
        for (String name : steps.get(place).dependsOn()) {
            for (int i = 0; i < place; i++) {
                String id = steps.get(i).stepId();
                if (id != null && (id.equals(name) || id.startsWith(name + "."))) {
                    bits |= 1L << i;
                }
            }
        }
        return bits;
    }

    /** For each part all parts before it, directly or not, as bits by their place. */
    long[] before() {
        var before = new long[direct.size()];
        for (int i = 0; i < before.length; i++) {
            long open = direct.get(i);
            before[i] = open;
            while (open != 0) {
                int next = Long.numberOfTrailingZeros(open);
                before[i] |= before[next];
                open &= open - 1;
            }
        }
        return before;
    }
}
