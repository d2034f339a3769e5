package dev.planline.model;

import org.jspecify.annotations.Nullable;

/**
 * What people change about all workers of a stage while they run.
 *
 * @param stage for example {@code planner}
 * @param paused whether no further message is handled
 * @param ratePerSecond most messages that each worker begins to handle in a second; null for what its settings say, 0 for no limit
 * @param concurrency most messages that each worker handles at once; null for what its settings say
 * @param reason why, for those who wonder later
 */
public record StageControl(
        String stage,
        @Defaulted("false") boolean paused,
        @Nullable Double ratePerSecond,
        @Nullable Integer concurrency,
        @Defaulted("\"\"") String reason) {

    public StageControl {
        Check.name("stage", stage);
        if (ratePerSecond != null) {
            Check.amount("ratePerSecond", ratePerSecond);
        }
        if (concurrency != null) {
            Check.atLeast("concurrency", concurrency, 1);
        }
        Check.required("reason", reason);
    }

    /** Nothing is changed about this stage. */
    public static StageControl none(String stage) {
        return new StageControl(stage, /* paused= */ false, null, null, "");
    }
}
