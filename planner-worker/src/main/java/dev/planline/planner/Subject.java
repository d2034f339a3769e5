package dev.planline.planner;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a goal is about, short enough to stand in a description. */
final class Subject {

    private static final int LIMIT = 80;

    private static final Pattern IMPERATIVE = Pattern.compile(
            "^(please\\s+)?(build|create|make|develop|write|set up|setup|run|launch|plan|design|implement|deploy|fix|analy[sz]e|prepare|investigate"
                    + "|organi[sz]e|research|document|migrate|optimi[sz]e|refactor|improve|add|compare|test|integrate|train|review|draft|produce)\\s+"
                    + "(me\\s+)?((a|an|the|our|my)\\s+)?",
            Pattern.CASE_INSENSITIVE);

    private Subject() {}

    static String of(String goal) {
        String sentence = goal.strip().split("(?<=[.!?])\\s|\\R", 2)[0].replaceAll("[.!?]+$", "");
        Matcher imperative = IMPERATIVE.matcher(sentence);
        String subject = imperative.find() && imperative.end() < sentence.length()
                ? "the " + sentence.substring(imperative.end())
                : sentence;
        String whole = subject.isBlank() ? goal.strip() : subject;
        if (whole.length() <= LIMIT) {
            return whole;
        }
        int cut = whole.lastIndexOf(' ', LIMIT);
        return whole.substring(0, cut < LIMIT / 2 ? LIMIT : cut) + " ...";
    }
}
