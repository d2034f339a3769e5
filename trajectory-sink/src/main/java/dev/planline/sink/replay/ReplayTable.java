package dev.planline.sink.replay;

import dev.planline.model.InvalidField;

/**
 * How a replay table is sampled.
 *
 * @param maxSize most trajectories in it; of more, the oldest on the log are left out
 * @param alpha how much priorities count, 0 for not at all
 * @param beta how much importance weights correct for that, 1 for fully
 */
public record ReplayTable(String name, Sampler sampler, int maxSize, double alpha, double beta) {

    /** The ways to draw. */
    public enum Sampler {
        /** Each with equal chance, none twice in a sample. */
        UNIFORM,
        /** By priority to the power of alpha, with replacement (Schaul et al., 2016). */
        PRIORITIZED
    }

    public ReplayTable {
        if (maxSize < 1) {
            throw new InvalidField("maxSize", "is " + maxSize + "; must be 1 or more");
        }
        if (!(alpha >= 0 && alpha <= 10) || !(beta >= 0 && beta <= 1)) {
            throw new InvalidField("alpha", "alpha must lie in 0..10 and beta in 0..1");
        }
    }

    /** The table that treats all alike. */
    public static final ReplayTable UNIFORM_DEFAULT = new ReplayTable("uniform", Sampler.UNIFORM, 1_000_000, 0, 0);

    /** The table that follows priorities, with the parameters of the paper. */
    public static final ReplayTable PRIORITIZED_DEFAULT = new ReplayTable("prioritized", Sampler.PRIORITIZED, 1_000_000, 0.6, 0.4);
}
