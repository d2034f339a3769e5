package dev.planline.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;

/**
 * The stems of a text in its order (Porter, 1980), as Lucene finds them, for comparing what texts are about. Words that stand
 * in any English text are left out. Which number it is hardly ever tells what is to be done, so all numbers are one.
 */
public final class Stems {

    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    private static final Analyzer ENGLISH = new EnglishAnalyzer();

    private Stems() {}

    /** The stems of a text, with their places. Words joined by an underscore count as several. */
    public static List<Stem> of(String text) {
        var stems = new ArrayList<Stem>();
        try (TokenStream tokens = ENGLISH.tokenStream("text", text.replace('_', ' '))) {
            var term = tokens.addAttribute(CharTermAttribute.class);
            var place = tokens.addAttribute(OffsetAttribute.class);
            tokens.reset();
            while (tokens.incrementToken()) {
                stems.add(new Stem(folded(term), place.startOffset(), place.endOffset()));
            }
            tokens.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return stems;
    }

    private static String folded(CharTermAttribute term) {
        String word = term.toString();
        return word.chars().anyMatch(c -> c >= '0' && c <= '9') ? DIGITS.matcher(word).replaceAll("#") : word;
    }
}
