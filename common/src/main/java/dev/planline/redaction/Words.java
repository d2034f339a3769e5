package dev.planline.redaction;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Words of two letters or more, to see fast whether one of them ends at a place; letters of either case are the same. */
final class Words {

    private static final int PAIRS = 1 << 10;

    private final List<String> words;
    private final byte[][][] byLastTwo = new byte[PAIRS][][];

    Words(List<String> words) {
        this.words = List.copyOf(words);
        var grouped = new ArrayList<List<byte[]>>();
        for (int pair = 0; pair < PAIRS; pair++) {
            grouped.add(new ArrayList<>());
        }
        for (String word : words) {
            byte[] lower = word.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);
            grouped.get(pair(lower, lower.length)).add(lower);
        }
        for (int pair = 0; pair < PAIRS; pair++) {
            byLastTwo[pair] = grouped.get(pair).toArray(byte[][]::new);
        }
    }

    List<String> list() {
        return words;
    }

    /** Length of the word that ends before this place and does not begin before {@code from}; 0 if none does. */
    int endAt(byte[] text, int from, int end) {
        if (end - from < 2) {
            return 0;
        }
        for (byte[] word : byLastTwo[pair(text, end)]) {
            if (isAt(word, text, from, end - word.length)) {
                return word.length;
            }
        }
        return 0;
    }

    /** The last two letters without their case; other signs may share the number. */
    private static int pair(byte[] text, int end) {
        return ((text[end - 2] & 31) << 5) | (text[end - 1] & 31);
    }

    private static boolean isAt(byte[] word, byte[] text, int from, int begin) {
        if (begin < from) {
            return false;
        }
        for (int i = word.length - 1; i >= 0; i--) {
            int letter = text[begin + i];
            if ((letter >= 'A' && letter <= 'Z' ? letter | 0x20 : letter) != word[i]) {
                return false;
            }
        }
        return true;
    }
}
