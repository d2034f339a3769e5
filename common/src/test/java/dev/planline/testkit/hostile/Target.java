package dev.planline.testkit.hostile;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/**
 * Something that reads what others wrote.
 *
 * @param share how many parts of all cases it gets
 * @param examples inputs that it takes, for mutations to begin from
 * @param attack reads an input and checks what came of it; throws whatever must not escape
 */
public record Target(String name, int share, List<Input> examples, Function<Input, Result> attack) {

    public Target {
        examples = List.copyOf(examples);
    }

    /** Bytes that are read. */
    public static final class Input {

        private final byte[] bytes;

        private Input(byte[] bytes) {
            this.bytes = bytes;
        }

        public static Input of(byte[] bytes) {
            return new Input(bytes);
        }

        public static Input of(String text) {
            return new Input(text.getBytes(StandardCharsets.UTF_8));
        }

        /** Not to be changed. */
        public byte[] bytes() {
            return bytes;
        }

        /** As text; what is no UTF-8 becomes U+FFFD. */
        public String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /** What may come of an input. */
    public enum Result {
        /** It was taken, and what was read is the same when it is written and read again. */
        ACCEPTED,
        /** It was refused, with a reason of ours. */
        REFUSED
    }
}
