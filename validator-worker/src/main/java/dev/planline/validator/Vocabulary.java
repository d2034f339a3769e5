package dev.planline.validator;

import dev.planline.text.Tokens;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The words that {@link Meaning} knows. */
final class Vocabulary {

    /** Grammar, manner, and verbs that say only that something is done. */
    static final Set<String> SMALL = Set.of(
            "a", "an", "the", "of", "for", "to", "in", "on", "at", "by", "with", "and", "or", "its", "it", "is", "are", "all", "our",
            "their", "that", "this", "these", "which", "from", "into", "as", "be", "s", "will", "then", "also", "please", "any", "each",
            "every", "new", "level", "carefully", "properly", "thoroughly", "thorough", "quickly", "detailed", "necessary", "needed",
            "perform", "conduct", "do", "execute", "run", "carryout");

    static final Set<String> NEGATION = Set.of("not", "no", "without", "never", "except", "excluding");
    static final Set<String> ORDER = Set.of("before", "after", "until", "than");
    static final Set<String> TARGET = Set.of("to", "into");

    /** What one draws up: papers, and the verbs and prepositions around them. */
    static final Set<String> DRAWING_UP = Set.of("create", "make", "write", "produce", "prepare");
    static final Set<String> PAPERS = Set.of("design", "documentation", "analysis");
    static final Set<String> ABOUT = Set.of("of", "for");

    private static final List<String> ENDINGS = List.of("ings", "ing", "ions", "ion", "ies", "ed", "es", "s", "e", "y");
    private static final int SHORTEST = 4;

    private static final Map<String, String> PHRASES = Map.ofEntries(
            Map.entry("sign in", "login"), Map.entry("log in", "login"), Map.entry("log on", "login"), Map.entry("sign up", "signup"),
            Map.entry("set up", "setup"), Map.entry("back up", "backup"), Map.entry("front end", "frontend"),
            Map.entry("back end", "backend"), Map.entry("e mail", "email"), Map.entry("user interface", "ui"),
            Map.entry("data base", "database"), Map.entry("web site", "website"), Map.entry("carry out", "carryout"),
            Map.entry("roll out", "rollout"), Map.entry("work out", "estimate"));
    private static final Set<String> PHRASE_STARTS = PHRASES.keySet().stream().map(phrase -> phrase.substring(0, phrase.indexOf(' ')))
            .collect(Collectors.toUnmodifiableSet());

    /** Words whose stem would be that of another word. */
    private static final Map<String, String> WHOLE = Map.of("validation", "validation", "application", "app", "applications", "app",
            "analysis", "analyz", "authorization", "authorization", "authorisation", "authorization");

    private static final Map<String, String> SYNONYMS = synonyms(List.of(
            List.of("make", "build", "create", "implement", "implementation", "develop", "write", "produce", "code"),
            List.of("test", "check", "verify", "validate", "examine"),
            List.of("review", "inspect", "audit"),
            List.of("fix", "repair", "mend", "correct"),
            List.of("remove", "delete", "drop", "erase"),
            List.of("document", "documentation", "docs", "describe", "explain"),
            List.of("publish", "release", "ship", "deploy", "deployment", "rollout"),
            List.of("login", "signin", "authentication", "authenticate", "auth"),
            List.of("signup", "register", "registration"),
            List.of("setup", "configure", "configuration"),
            List.of("choose", "select", "pick", "selection"),
            List.of("gather", "collect"),
            List.of("investigate", "research", "explore"),
            List.of("analyze", "analyse"),
            List.of("optimize", "optimise", "optimization", "optimisation"),
            List.of("improve", "enhance", "improvement"),
            List.of("evaluate", "assess", "assessment"),
            List.of("define", "specify", "definition", "specification"),
            List.of("fetch", "retrieve", "get"),
            List.of("store", "save", "persist"),
            List.of("update", "modify"),
            List.of("estimate", "estimation"),
            List.of("page", "screen"),
            List.of("database", "db"),
            List.of("app", "apps"),
            List.of("bug", "defect"),
            List.of("image", "picture"),
            List.of("1", "one"), List.of("2", "two"), List.of("3", "three"), List.of("4", "four"), List.of("5", "five")));

    /** Verbs that turn one thing into another, so that it matters which comes after "to". */
    static final Set<String> TURNING = Set.of(
            term("convert"), term("migrate"), term("move"), term("translate"), term("transform"), term("copy"), term("rename"),
            term("switch"), term("port"), term("upgrade"), term("change"), term("transfer"), term("map"), term("sync"));

    private Vocabulary() {}

    /** The one word for these two; null if they are two words. */
    static @Nullable String phrase(String word, String next) {
        return PHRASE_STARTS.contains(word) ? PHRASES.get(word + " " + next) : null;
    }

    /** What a word stands for. */
    static String term(String word) {
        String whole = WHOLE.get(word);
        if (whole != null) {
            return whole;
        }
        String stem = stem(word);
        return SYNONYMS.getOrDefault(stem, stem);
    }

    private static Map<String, String> synonyms(List<List<String>> groups) {
        var synonyms = new HashMap<String, String>();
        groups.forEach(group -> group.forEach(word -> synonyms.put(stem(word), stem(group.getFirst()))));
        return Map.copyOf(synonyms);
    }

    /** The stem; "planning" and "plan" have one. */
    private static String stem(String word) {
        String stem = Tokens.stem(word, ENDINGS);
        int end = stem.length() - 1;
        boolean doubled = stem.length() >= SHORTEST && stem.charAt(end) == stem.charAt(end - 1) && Character.isLetter(stem.charAt(end));
        return doubled ? stem.substring(0, end) : stem;
    }
}
