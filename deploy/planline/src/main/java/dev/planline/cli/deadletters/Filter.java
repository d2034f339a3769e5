package dev.planline.cli.deadletters;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which dead letters are meant. What is empty or null takes all; of several values in a set any will do.
 *
 * @param matching a part of the message that says what was wrong, in any case
 * @param older died longer ago than this
 * @param newer died more recently than this
 */
record Filter(
        Set<DeadLetterId> ids,
        Set<String> keys,
        Set<String> stages,
        Set<String> kinds,
        Set<String> fields,
        @Nullable String matching,
        @Nullable Duration older,
        @Nullable Duration newer) {

    static final Filter ALL = new Filter(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), null, null, null);

    Filter {
        ids = Set.copyOf(ids);
        keys = Set.copyOf(keys);
        stages = Set.copyOf(stages);
        kinds = Set.copyOf(kinds);
        fields = Set.copyOf(fields);
    }

    /** Whether a letter is meant. */
    boolean takes(DeadLetter letter, Instant now) {
        return (ids.isEmpty() || ids.contains(letter.id()))
                && takes(keys, letter.key().text())
                && takes(stages, letter.stage())
                && takes(kinds, letter.kind())
                && takes(fields, letter.field())
                && (matching == null || contains(letter.message(), matching))
                && (older == null || letter.diedAt().isBefore(now.minus(older)))
                && (newer == null || letter.diedAt().isAfter(now.minus(newer)));
    }

    private static boolean takes(Set<String> wanted, @Nullable String actual) {
        return wanted.isEmpty() || (actual != null && wanted.contains(actual));
    }

    private static boolean contains(@Nullable String message, String part) {
        return message != null && message.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }
}
