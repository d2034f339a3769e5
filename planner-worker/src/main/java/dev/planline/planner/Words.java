package dev.planline.planner;

import dev.planline.text.Tokens;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The words of a text, as stems, so that "dashboards" and "dashboard" are one; never parts of words. */
final class Words {

    /** Of plurals and verbs; crude, but the same for a text and the phrases sought in it. */
    private static final List<String> ENDINGS = List.of("ations", "ation", "ings", "ing", "ies", "es", "ed", "s", "e", "y");

    private final List<String> stems;
    private final Set<String> distinct;

    private Words(List<String> stems) {
        this.stems = stems;
        this.distinct = new HashSet<>(stems);
    }

    static Words of(String text) {
        return new Words(Tokens.of(text.toLowerCase(Locale.ROOT), "-/").stream().map(word -> Tokens.stem(word, ENDINGS)).toList());
    }

    /** Whether the words of this phrase, one or more, stand side by side in the text. */
    boolean contain(Words phrase) {
        return distinct.contains(phrase.stems.getFirst()) && Collections.indexOfSubList(stems, phrase.stems) >= 0;
    }

    /** Where the phrase begins, as a share of the text: 0 at its start, 1 if it is not there. */
    double position(Words phrase) {
        int at = Collections.indexOfSubList(stems, phrase.stems);
        return at < 0 ? 1 : (double) at / stems.size();
    }

    int size() {
        return stems.size();
    }
}
