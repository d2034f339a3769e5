package dev.planline.text;

import java.util.ArrayList;
import java.util.List;

/** Takes texts apart into words, in one pass: this is done for every step of every plan. */
public final class Tokens {

    private static final int SHORTEST_STEM = 3;

    private Tokens() {}

    /**
     * The words of a text: letters and digits, in the order of the text.
     *
     * @param joiners characters that join two words to one if they stand between them, for example a hyphen
     */
    public static List<String> of(String text, String joiners) {
        var words = new ArrayList<String>();
        int begin = -1;
        for (int i = 0, next; i < text.length(); i = next) {
            int character = text.codePointAt(i);
            next = i + Character.charCount(character);
            boolean inside = Character.isLetterOrDigit(character) || (begin >= 0 && joins(text, next, character, joiners));
            if (inside && begin < 0) {
                begin = i;
            } else if (!inside && begin >= 0) {
                words.add(text.substring(begin, i));
                begin = -1;
            }
        }
        if (begin >= 0) {
            words.add(text.substring(begin));
        }
        return words;
    }

    private static boolean joins(String text, int next, int character, String joiners) {
        return joiners.indexOf(character) >= 0 && next < text.length() && Character.isLetterOrDigit(text.codePointAt(next));
    }

    /** The word without the first of these endings that leaves a stem of three characters or more. */
    public static String stem(String word, List<String> endings) {
        for (String ending : endings) {
            if (word.length() - ending.length() >= SHORTEST_STEM && word.endsWith(ending)) {
                return word.substring(0, word.length() - ending.length());
            }
        }
        return word;
    }
}
