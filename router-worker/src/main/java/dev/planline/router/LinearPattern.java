package dev.planline.router;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayDeque;
import java.util.regex.MatchResult;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression that cannot hang the router.
 *
 * <p>Java matches by backtracking: {@code (a+)+b} looks at 2^n characters of a text of n times "a", and a rule comes from users. To count
 * the looks is not enough: at the end of the text {@code ((((a*)*)*)*)*!} tries its loops over and over without looking at anything, and
 * cannot be interrupted. RE2 goes through the text once with all possibilities, so its time is bounded by the length of the text times the
 * size of the expression; both are bounded here. The cost: look-arounds, back references and possessive loops are not known to it, and a
 * text of more than {@value #LONGEST} characters never matches. An expression that is not {@linkplain #problem taken} matches nothing.
 */
final class LinearPattern {

    /** Longest text that can match, in characters. */
    static final int LONGEST = 1_000;

    /** Largest expression when counted loops are written out. */
    static final int LARGEST = 1_000;

    private static final java.util.regex.Pattern COUNT = java.util.regex.Pattern.compile("\\{([0-9]{1,6})(?:,([0-9]{0,6}))?\\}");

    private final @Nullable Pattern pattern;

    LinearPattern(String regex) {
        pattern = problem(regex) == null ? Pattern.compile(regex) : null;
    }

    /** Whether it matches the whole text. */
    boolean matches(String text) {
        return pattern != null && text.length() <= LONGEST && pattern.matches(text);
    }

    /** Why an expression of Java is not taken here; null if it is. */
    static @Nullable String problem(String regex) {
        if (size(regex) > LARGEST) {
            return "repeats too much: written out it has more than " + LARGEST + " parts";
        }
        try {
            Pattern.compile(regex);
            return null;
        } catch (PatternSyntaxException e) {
            return "is not one of RE2, which has no look-arounds, back references and possessive loops: " + e.getDescription() + " "
                    + e.getPattern();
        }
    }

    /** About how many parts it has when counted loops are written out. */
    private static long size(String regex) {
        var outer = new ArrayDeque<Long>();
        long whole = 0;
        long last = 0;
        var counts = COUNT.matcher(regex);
        for (int i = 0; i < regex.length() && whole <= LARGEST; i++) {
            char sign = regex.charAt(i);
            if (sign == '(') {
                outer.push(whole);
                whole = 0;
                last = 0;
            } else if (sign == ')' && !outer.isEmpty()) {
                last = whole + 1;
                whole = outer.pop() + last;
            } else if (sign == '{' && counts.find(i) && counts.start() == i) {
                whole += last * (times(counts) - 1);
                i = counts.end() - 1;
            } else {
                i += sign == '\\' ? 1 : 0;
                last = 1;
                whole++;
            }
        }
        return whole;
    }

    private static long times(MatchResult counts) {
        String most = counts.group(2);
        return Math.max(1, Long.parseLong(most == null || most.isEmpty() ? counts.group(1) : most));
    }
}
