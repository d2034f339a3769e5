package dev.planline.redaction;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.function.IntConsumer;

/**
 * Takes secrets out of the JSON of trajectories: keys, tokens, passwords, private keys. What is found becomes a mark such as
 * {@code [redacted:aws-key]}. The result is JSON with the same fields, and redacting it again changes nothing. Names of
 * fields, numbers, and the fields that say which trajectory it is (id, task, agent, parents, operator, outcome, policy
 * version, and the like of its steps) stay as they are. Thread-safe if the consumer is.
 *
 * <p>Most trajectories hold nothing. One pass over their bytes sees that, in about 1 us for 1 KiB; only what cannot be ruled
 * out so is looked at text by text. Which shapes are known is in {@code docs/redaction.md}.
 */
public final class Redactor {

    private final IntConsumer found;

    /**
     * @param found is told how many texts were changed, for each trajectory that held a secret
     */
    public Redactor(IntConsumer found) {
        this.found = found;
    }

    /** The JSON without secrets; the same array if it holds none. */
    public byte[] redact(byte[] json) {
        if (!Screen.mayHold(json, 0, json.length)) {
            return json;
        }
        var texts = new JsonTexts(utf8(json));
        byte[] redacted = texts.redacted();
        if (texts.replaced() == 0) {
            return json;
        }
        found.accept(texts.replaced());
        return redacted;
    }

    /** A text that is not JSON, with marks instead of the secrets in it. */
    public static String redactText(String text) {
        return Secrets.redact(text);
    }

    /** In UTF-8: decoders of JSON take UTF-16 and UTF-32 too, which the zeros among the first bytes tell (RFC 4627). */
    private static byte[] utf8(byte[] json) {
        if (json.length < 4) {
            return json;
        }
        int zeros = (json[0] == 0 ? 8 : 0) + (json[1] == 0 ? 4 : 0) + (json[2] == 0 ? 2 : 0) + (json[3] == 0 ? 1 : 0);
        int first = ((json[0] & 0xff) << 8) | (json[1] & 0xff);
        Charset charset = switch (zeros) {
            case 0b1110 -> Charset.forName("UTF-32BE");
            case 0b0111 -> Charset.forName("UTF-32LE");
            case 0b1010 -> StandardCharsets.UTF_16BE;
            case 0b0101 -> StandardCharsets.UTF_16LE;
            case 0b1100 -> Charset.forName("UTF-32");
            default -> first == 0xfffe && zeros == 0b0011
                    ? Charset.forName("UTF-32")
                    : first == 0xfffe || first == 0xfeff ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
        };
        return charset.equals(StandardCharsets.UTF_8) ? json : new String(json, charset).getBytes(StandardCharsets.UTF_8);
    }
}
