package dev.planline.sink.replay;

import dev.planline.model.Defaulted;
import dev.planline.model.InvalidField;
import dev.planline.model.Operator;
import dev.planline.model.TrajectoryOutcome;
import org.jspecify.annotations.Nullable;

/**
 * A table of the replay buffer, as it is declared.
 *
 * @param filter which trajectories are in it
 * @param sampler how a sample is drawn
 * @param remover what leaves first if there are more than {@code maxSize}
 * @param maxSize most trajectories in it
 * @param maxTimesSampled after so many draws a trajectory leaves; 0 for never
 * @param maxStaleness how many policy versions behind the newest a trajectory may be; null for any. Versions are in the order
 *     of their first trajectory; one without a version is in no table that says this
 * @param rateLimit null for none
 * @param item what one item is
 * @param steps length of an item of {@code N_STEP}
 * @param stratify among what a sample is spread evenly
 * @param alpha how much priorities count, 0 for not at all
 * @param beta how much importance weights correct for that, 1 for fully
 * @param halfLifeSeconds age at which the chance is half, for {@code RECENCY}
 */
public record ReplayTable(
        String name,
        @Defaulted("{}") Filter filter,
        @Defaulted("\"uniform\"") Selection sampler,
        @Defaulted("\"fifo\"") Selection remover,
        @Defaulted("1000000") int maxSize,
        @Defaulted("0") int maxTimesSampled,
        @Nullable Integer maxStaleness,
        @Nullable RateLimit rateLimit,
        @Defaulted("\"trajectory\"") Item item,
        @Defaulted("1") int steps,
        @Defaulted("\"none\"") Stratify stratify,
        @Defaulted("0.6") double alpha,
        @Defaulted("0.4") double beta,
        @Defaulted("86400.0") double halfLifeSeconds) {

    private static final int MOST = 100_000_000;

    /** What one item is. */
    public enum Item {
        /** A whole trajectory. */
        TRAJECTORY,
        /** So many steps of one in a row; all of one that has fewer. */
        N_STEP,
        /** One step; a trajectory without steps is one item. */
        STEP
    }

    /** Among what a sample is spread evenly. */
    public enum Stratify {
        /** All items are alike. */
        NONE,
        /** Each agent as often as any other. */
        AGENT,
        /** Each task as often as any other; trajectories without one count as one task. */
        TASK
    }

    /** Which trajectories are in a table; null for any. */
    public record Filter(
            @Nullable String agent,
            @Nullable Operator operator,
            @Nullable TrajectoryOutcome outcome,
            @Nullable Double minScore,
            @Nullable Double maxScore,
            @Nullable Integer minGeneration,
            @Nullable Integer maxGeneration) {

        /** Any. */
        public static final Filter ANY = new Filter(null, null, null, null, null, null, null);

        boolean matches(ReplayEntry entry) {
            return (agent == null || agent.equals(entry.agent()))
                    && (operator == null || operator == entry.operator())
                    && (outcome == null || outcome == entry.outcome())
                    && (minScore == null || entry.score() >= minScore)
                    && (maxScore == null || entry.score() <= maxScore)
                    && (minGeneration == null || entry.generation() >= minGeneration)
                    && (maxGeneration == null || entry.generation() <= maxGeneration);
        }
    }

    public ReplayTable {
        if (name.isBlank()) {
            throw new InvalidField("name", "must not be blank");
        }
        if (name.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidField("name", "must not hold control characters");
        }
        between("maxSize", maxSize, 1, MOST);
        between("maxTimesSampled", maxTimesSampled, 0, MOST);
        between("maxStaleness", maxStaleness == null ? 0 : maxStaleness, 0, MOST);
        between("steps", steps, 1, MOST);
        between("alpha", alpha, 0, 10);
        between("beta", beta, 0, 1);
        between("halfLifeSeconds", halfLifeSeconds, 1, 1e9);
        if (stratify != Stratify.NONE && sampler.ordered()) {
            throw new InvalidField("stratify", "needs a sampler that draws by chance: uniform, prioritized or recency");
        }
        if (maxTimesSampled > 0 && item != Item.TRAJECTORY) {
            throw new InvalidField("maxTimesSampled", "counts draws of whole trajectories; item must be trajectory");
        }
    }

    private static void between(String field, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new InvalidField(field, "is " + value + "; must lie in " + least + ".." + most);
        }
    }

    private static ReplayTable all(String name, Selection sampler, double alpha, double beta) {
        return new ReplayTable(name, Filter.ANY, sampler, Selection.FIFO, 1_000_000, 0, null, null, Item.TRAJECTORY, 1, Stratify.NONE,
                alpha,
                beta, 86_400);
    }

    /** A table of all trajectories that follows priorities. */
    public static ReplayTable prioritized(String name, double alpha, double beta) {
        return all(name, Selection.PRIORITIZED, alpha, beta);
    }

    /** The table that treats all alike. */
    public static final ReplayTable UNIFORM_DEFAULT = all("uniform", Selection.UNIFORM, 0.6, 0.4);

    /** The table that follows priorities, with the parameters of the paper. */
    public static final ReplayTable PRIORITIZED_DEFAULT = prioritized("prioritized", 0.6, 0.4);

    /** Whether what may be drawn depends on what was drawn before. */
    boolean limitsDraws() {
        return rateLimit != null || maxTimesSampled > 0;
    }

    /** How many items a trajectory is. */
    int windows(ReplayEntry entry) {
        return switch (item) {
            case TRAJECTORY -> 1;
            case N_STEP -> Math.max(1, entry.steps() - steps + 1);
            case STEP -> Math.max(1, entry.steps());
        };
    }

    /** The steps of an item, as the first and the one after the last; null if it is the whole trajectory. */
    @Nullable Window window(int number, int stepsOfTrajectory) {
        return switch (item) {
            case TRAJECTORY -> null;
            case N_STEP -> new Window(number, Math.min(stepsOfTrajectory, number + steps));
            case STEP -> new Window(number, Math.min(stepsOfTrajectory, number + 1));
        };
    }

    /** Steps from {@code from} to before {@code to}. */
    public record Window(int from, int to) {}
}
