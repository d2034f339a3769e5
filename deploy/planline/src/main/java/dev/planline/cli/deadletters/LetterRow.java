package dev.planline.cli.deadletters;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter in a list.
 *
 * @param key as text; null if it has none, or one that is no UTF-8
 * @param keyBase64 its bytes if they are no UTF-8
 * @param kind what kind of fault it was
 * @param field path of the field concerned; empty if it is the message as a whole
 * @param stage that gave up
 * @param source where the message stood, as {@code topic-partition@offset}
 * @param time when the stage gave up
 * @param redrives how often the message had been redriven before it died here
 * @param redrivenAt when this letter was redriven; null if it is open
 */
record LetterRow(
        String id,
        @Nullable String key,
        @Nullable String keyBase64,
        @Nullable String kind,
        @Nullable String field,
        @Nullable String message,
        @Nullable String stage,
        String source,
        Instant time,
        int bytes,
        int redrives,
        @Nullable Instant redrivenAt) {

    static LetterRow of(DeadLetter letter, @Nullable Instant redrivenAt) {
        Content key = letter.key();
        byte[] value = letter.kafka().value();
        return new LetterRow(letter.id().toString(), key.text(), key.base64(), letter.kind(), letter.field(), letter.message(),
                letter.stage(), letter.source(), letter.diedAt(), value == null ? 0 : value.length, letter.redrives().orElse(0),
                redrivenAt);
    }
}
