package dev.planline.planner;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The words of a text, as stems, so that "dashboards" and "dashboard" are one; never parts of words. */
final class Words {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+(?:[-/][\\p{L}\\p{N}]+)*");

    private static final List<String> ENDINGS = List.of("ations", "ation", "ings", "ing", "ies", "es", "ed", "s", "e", "y");

    private final List<String> stems;

    private Words(List<String> stems) {
        this.stems = stems;
    }

    static Words of(String text) {
        return new Words(WORD.matcher(text.toLowerCase(Locale.ROOT)).results().map(word -> stem(word.group())).toList());
    }

    /** Whether the words of this phrase stand side by side in the text. */
    boolean contain(Words phrase) {
        return Collections.indexOfSubList(stems, phrase.stems) >= 0;
    }

    /** Where the phrase begins, as a share of the text: 0 at its start, 1 if it is not there. */
    double position(Words phrase) {
        int at = Collections.indexOfSubList(stems, phrase.stems);
        return at < 0 ? 1 : (double) at / stems.size();
    }

    int size() {
        return stems.size();
    }

    /** Cuts the endings of plurals and verbs; crude, but the same for a text and the phrases sought in it. */
    private static String stem(String word) {
        for (String ending : ENDINGS) {
            if (word.length() - ending.length() >= 3 && word.endsWith(ending)) {
                return word.substring(0, word.length() - ending.length());
            }
        }
        return word;
    }
}
