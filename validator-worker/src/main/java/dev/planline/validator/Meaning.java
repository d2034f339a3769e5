package dev.planline.validator;

import dev.planline.text.Tokens;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a description asks for, as a set of terms: two descriptions with equal sets ask for the same work.
 *
 * <p>Words of manner and grammar are dropped, so one side may have more of them. What is left is brought to its stem and
 * synonyms are folded. Every word that is left counts: where one side has a word with a meaning that the other lacks, they are
 * two pieces of work. That spares steps made from one pattern ("the login page", "the payment page").
 *
 * <p>A set knows no order, and order decides in a few places: what is negated, what comes before what, and what is turned into
 * what. The word after such a relation becomes one term with it, so "CSV to JSON" is not "JSON to CSV".
 *
 * <p>Equal sets are found by one look-up. Overlap measures and embeddings would have to compare pairs, and they call "the login
 * page" and "the payment page" alike because they share most of their words.
 */
final class Meaning {

    private final List<String> words;
    private final Set<String> terms = new HashSet<>();
    private final boolean turns;

    private Meaning(List<String> words) {
        this.words = words;
        this.turns = words.stream().anyMatch(Vocabulary.TARGET::contains)
                && words.stream().anyMatch(word -> Vocabulary.TURNING.contains(Vocabulary.term(word)));
    }

    /** The terms of a description; empty if it has no word with a meaning. */
    static Set<String> of(String description) {
        var meaning = new Meaning(joined(Tokens.of(description.toLowerCase(Locale.ROOT), ".")));
        meaning.read();
        return meaning.terms;
    }

    /** With words that are written apart or as one, such as "front end", written as one. */
    private static List<String> joined(List<String> words) {
        var joined = new ArrayList<String>(words.size());
        for (int i = 0; i < words.size(); i++) {
            String phrase = i + 1 < words.size() ? Vocabulary.phrase(words.get(i), words.get(i + 1)) : null;
            joined.add(phrase == null ? words.get(i) : phrase);
            i += phrase == null ? 0 : 1;
        }
        return joined;
    }

    private void read() {
        String relation = "";
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            String next = relation(word);
            if (!next.isEmpty()) {
                relation = next;
            } else if (!Vocabulary.SMALL.contains(word) && !paper(i)) {
                terms.add(relation + Vocabulary.term(word));
                relation = "";
            }
        }
    }

    /** The relation in which the next word stands; empty if this word is none. */
    private String relation(String word) {
        if (Vocabulary.NEGATION.contains(word)) {
            return "not ";
        }
        if (Vocabulary.ORDER.contains(word)) {
            return word + " ";
        }
        if (turns) {
            return Vocabulary.TARGET.contains(word) ? "to " : "";
        }
        return word.equals("from") ? "from " : "";
    }

    /** Whether the word is "create" as in "create a design for something", which is to design it. */
    private boolean paper(int at) {
        if (!Vocabulary.DRAWING_UP.contains(words.get(at))) {
            return false;
        }
        int noun = at + 1;
        while (noun < words.size() && Vocabulary.SMALL.contains(words.get(noun))) {
            noun++;
        }
        return noun < words.size() && Vocabulary.PAPERS.contains(words.get(noun))
                && (noun + 1 == words.size() || Vocabulary.ABOUT.contains(words.get(noun + 1)));
    }
}
