package dev.planline.planner;

import dev.planline.text.Beginning;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a goal is about, short enough to stand in a description. */
final class Subject {

    private static final int LIMIT = 80;
    private static final String ENDS = ".!?";
    private static final String BREAKS = "\n\r\f\u000B\u0085\u2028\u2029";

    private static final Pattern IMPERATIVE = Pattern.compile(
            "^(please\\s+)?(build|create|make|develop|write|set up|setup|run|launch|plan|design|implement|deploy|fix|analy[sz]e|prepare|investigate"
                    + "|organi[sz]e|research|document|migrate|optimi[sz]e|refactor|improve|add|compare|test|integrate|train|review|draft|produce)\\s+"
                    + "(me\\s+)?((a|an|the|our|my)\\s+)?",
            Pattern.CASE_INSENSITIVE);

    private Subject() {}

    static String of(String goal) {
        String all = goal.strip();
        String sentence = withoutEnd(firstSentence(all));
        Matcher imperative = IMPERATIVE.matcher(sentence);
        String subject = imperative.find() && imperative.end() < sentence.length()
                ? "the " + sentence.substring(imperative.end())
                : sentence;
        String whole = subject.isBlank() ? all : subject;
        if (whole.length() <= LIMIT) {
            return whole;
        }
        int cut = whole.lastIndexOf(' ', LIMIT);
        return Beginning.of(whole, cut < LIMIT / 2 ? LIMIT : cut) + " ...";
    }

    private static String firstSentence(String text) {
        for (int i = 1; i < text.length(); i++) {
            char character = text.charAt(i);
            if (BREAKS.indexOf(character) >= 0 || (Character.isWhitespace(character) && ENDS.indexOf(text.charAt(i - 1)) >= 0)) {
                return text.substring(0, i);
            }
        }
        return text;
    }

    private static String withoutEnd(String sentence) {
        int end = sentence.length();
        while (end > 0 && ENDS.indexOf(sentence.charAt(end - 1)) >= 0) {
            end--;
        }
        return sentence.substring(0, end);
    }
}
