package dev.planline.cli.deadletters;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Bytes as people can read them without being misled: as text if they are UTF-8, else in base64. */
sealed interface Content {

    /** They are this text. */
    record Text(String text) implements Content {}

    /** They are no UTF-8. */
    record Binary(String base64) implements Content {}

    /** There are none: null. */
    record None() implements Content {}

    static Content of(byte @Nullable [] bytes) {
        if (bytes == null) {
            return new None();
        }
        try {
            return new Text(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            return new Binary(Base64.getEncoder().encodeToString(bytes));
        }
    }

    /** The text; null if there are no bytes or they are none. */
    default @Nullable String text() {
        return switch (this) {
            case Text(String text) -> text;
            case Binary _,None _ -> null;
        };
    }

    /** In base64; null if they are text or there are none. */
    default @Nullable String base64() {
        return switch (this) {
            case Binary(String base64) -> base64;
            case Text _,None _ -> null;
        };
    }

    /** For a terminal, where base64 is told by what stands before it. */
    default @Nullable String shown() {
        return switch (this) {
            case Text(String text) -> text;
            case Binary(String base64) -> "(base64) " + base64;
            case None() -> null;
        };
    }
}
