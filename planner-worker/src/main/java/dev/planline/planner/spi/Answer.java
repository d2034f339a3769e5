package dev.planline.planner.spi;

import dev.planline.model.Plan;
import dev.planline.model.Usage;
import org.jspecify.annotations.Nullable;

/** What a planner says to a task. */
public sealed interface Answer {

    /** It has a plan. */
    record Planned(Plan plan) implements Answer {}

    /**
     * It has none.
     *
     * @param reason in words, short enough to stand in a plan
     * @param usage what was used of a model in vain; null if nothing was
     */
    record Declined(String reason, @Nullable Usage usage) implements Answer {

        /** Without having used a model. */
        public Declined(String reason) {
            this(reason, null);
        }
    }
}
