package dev.planline.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter has been redriven: its message was sent again.
 *
 * @param letter the dead letter, for example {@code tasks-4@0}
 * @param diedAt when a stage gave it up; tells it from another letter of the same name, on a topic that was made anew
 * @param source where the message stood when it died, for example {@code planline.tasks-4@17}
 * @param key of the message; null if it has none, or one that is no text
 * @param target topic that it was sent to
 * @param by who redrove it
 * @param count how often this message has been redriven, this time included
 * @param patch SHA-256 of the JSON Patch that its value was changed by, in hexadecimal; null if it was sent as it was
 * @param kind what kind of fault it had died of
 * @param stage that had given up
 * @param field that was at fault
 * @param reason in words
 */
public record Redrive(
        String letter,
        Instant diedAt,
        String source,
        @Nullable String key,
        String target,
        String by,
        Instant at,
        int count,
        @Nullable String patch,
        @Nullable String kind,
        @Nullable String stage,
        @Nullable String field,
        @Nullable String reason) {

    public Redrive {
        Check.name("letter", letter);
        Check.required("diedAt", diedAt);
        Check.name("source", source);
        Check.name("target", target);
        Check.name("by", by);
        Check.required("at", at);
        Check.atLeast("count", count, 1);
    }
}
