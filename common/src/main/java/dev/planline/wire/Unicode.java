package dev.planline.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Whether JSON is text at all. The parser takes bytes that are not UTF-8 for some character, and an escape such as {@code \ud800}, one half of
 * a pair without the other, for a text that nobody can write any more. Both would make of one name two, or of two one.
 */
final class Unicode {

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long LOW_BITS = 0x0101010101010101L;
    private static final long BACKSLASHES = '\\' * LOW_BITS;
    private static final int PIECE = 8_192;

    private Unicode() {}

    /** What is wrong; null if nothing is. */
    static @Nullable String problem(byte[] json) {
        boolean ascii = true;
        boolean escapes = false;
        int i = 0;
        for (; i + Long.BYTES <= json.length; i += Long.BYTES) {
            long word = (long) WORDS.get(json, i);
            long zeroAtBackslash = word ^ BACKSLASHES;
            ascii &= (word & HIGH_BITS) == 0;
            escapes |= ((zeroAtBackslash - LOW_BITS) & ~zeroAtBackslash & HIGH_BITS) != 0;
        }
        for (; i < json.length; i++) {
            ascii &= json[i] >= 0;
            escapes |= json[i] == '\\';
        }
        String problem = ascii ? null : malformed(json);
        return problem == null && escapes ? unpaired(json) : problem;
    }

    private static @Nullable String malformed(byte[] json) {
        var decoder = StandardCharsets.UTF_8.newDecoder(); // reports what is wrong
        var bytes = ByteBuffer.wrap(json);
        var chars = CharBuffer.allocate(PIECE);
        CoderResult result = CoderResult.OVERFLOW;
        while (result.isOverflow()) {
            chars.clear();
            result = decoder.decode(bytes, chars, /* endOfInput= */ true);
        }
        return result.isError() ? "is not UTF-8 at byte " + bytes.position() : null;
    }

    /** Looks at escapes alone: a backslash stands nowhere in JSON but in a text, and what is not ASCII is known to be right. */
    private static @Nullable String unpaired(byte[] json) {
        int high = -1; // where the escape of a first half ended
        for (int i = 0; i < json.length; i++) {
            if (json[i] == '\\') {
                int unit = json.length > i + 1 && json[i + 1] == 'u' ? hex(json, i + 2) : -1;
                boolean second = unit >= Character.MIN_LOW_SURROGATE && unit <= Character.MAX_LOW_SURROGATE;
                if (second != (high == i)) {
                    return half(second ? i : high - 6);
                }
                i += unit < 0 ? 1 : 5;
                high = unit >= Character.MIN_HIGH_SURROGATE && unit <= Character.MAX_HIGH_SURROGATE ? i + 1 : -1;
            } else if (high == i) {
                return half(high - 6);
            }
        }
        return high < 0 ? null : half(high - 6);
    }

    private static String half(int place) {
        return "holds one half of a pair of surrogates at byte " + place;
    }

    /** Four hexadecimal digits as a number; -1 if they are none, of which the parser complains. */
    private static int hex(byte[] json, int from) {
        int value = 0;
        for (int i = from; i < from + 4; i++) {
            int digit = i < json.length ? Character.digit(json[i], 16) : -1;
            if (digit < 0) {
                return -1;
            }
            value = (value << 4) | digit;
        }
        return value;
    }
}
