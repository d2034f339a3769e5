package dev.planline.graph;

import org.jspecify.annotations.Nullable;

/**
 * Something that keeps a plan from being a graph that can be carried out.
 *
 * @param field path of the field concerned, for example {@code steps[3].dependsOn}
 * @param stepId the step concerned; null if it is a group
 */
public record Flaw(Kind kind, String field, @Nullable String stepId, String message) {

    /** The kinds of flaws. */
    public enum Kind {
        DUPLICATE_ID,
        UNKNOWN_DEPENDENCY,
        SELF_DEPENDENCY,
        UNKNOWN_GROUP,
        CYCLE
    }
}
