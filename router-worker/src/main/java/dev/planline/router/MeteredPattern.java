package dev.planline.router;

import java.util.regex.Pattern;

/**
 * A regular expression that cannot hang the router.
 *
 * <p>Java matches by backtracking: {@code (a+)+b} looks at 2^n characters of a text of n times "a", and a rule comes from users.
 * A linear-time engine (RE2) would be one more library and would refuse look-arounds and back references, which rules that
 * stand in a log may use. So the text is bounded, which bounds the stack too, and each look at one of its characters is
 * counted; when the budget is spent, the text counts as not matching. The budget counts work, not time, so the same step and
 * rule give the same answer on every machine. The cost: a text of more than {@value #LONGEST} characters never matches.
 */
final class MeteredPattern {

    /** Longest text that can match, in characters. */
    static final int LONGEST = 1_000;

    /** Most looks at characters: a hundred for each of the longest text, well below a millisecond. */
    static final int BUDGET = 100_000;

    private final Pattern pattern;

    MeteredPattern(String regex) {
        pattern = Pattern.compile(regex);
    }

    /** Whether it matches the whole text, and shows so within the budget. */
    boolean matches(String text) {
        if (text.length() > LONGEST) {
            return false;
        }
        try {
            return pattern.matcher(new Metered(text, new Budget())).matches();
        } catch (Spent _) {
            return false;
        }
    }

    private static final class Spent extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Spent() {
            super("the budget is spent", null, false, false);
        }
    }

    private static final class Budget {

        private int left = BUDGET;

        void spend() {
            if (left-- == 0) {
                throw new Spent();
            }
        }
    }

    private record Metered(CharSequence text, Budget budget) implements CharSequence {

        @Override
        public char charAt(int index) {
            budget.spend();
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Metered(text.subSequence(start, end), budget);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
