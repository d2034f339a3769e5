package dev.planline.sink.replay;

/** The ways to choose: what is sampled, and what goes when a table is full. */
public enum Selection {
    /** Each with equal chance; a sample holds none twice. */
    UNIFORM,
    /** By priority to the power of alpha, with replacement, one draw from each of equal ranges of mass (Schaul et al., 2016). */
    PRIORITIZED,
    /** The oldest first. */
    FIFO,
    /** The newest first. */
    LIFO,
    /** The least priority first. */
    MIN_HEAP,
    /** The greatest priority first. */
    MAX_HEAP,
    /** By age: half the chance for each half-life; as a remover, the chance to stay. */
    RECENCY;

    /** Whether what is chosen next is fixed. */
    boolean ordered() {
        return switch (this) {
            case FIFO, LIFO, MIN_HEAP, MAX_HEAP -> true;
            case UNIFORM, PRIORITIZED, RECENCY -> false;
        };
    }
}
