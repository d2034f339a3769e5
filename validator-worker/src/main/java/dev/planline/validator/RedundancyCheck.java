package dev.planline.validator;

import dev.planline.model.Blame;
import dev.planline.model.Step;
import dev.planline.model.Violation;
import dev.planline.text.Tokens;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * No two steps say the same.
 *
 * <p>Each description is brought to the set of what it means: small words dropped, endings cut, synonyms folded. Two steps
 * with equal sets are one piece of work, whoever it was given to and however it is phrased. One differing word that carries
 * meaning ("the login page", "the payment page") makes them two, so that steps made from one pattern are spared. One look-up
 * per step, so it is linear.
 */
final class RedundancyCheck implements PlanCheck {

    private static final List<String> ENDINGS = List.of("ing", "ies", "ed", "es", "s", "e", "y");

    private static final Set<String> SMALL = Set.of(
            "a", "an", "the", "of", "for", "to", "in", "on", "at", "by", "with", "and", "or", "its", "it", "is", "are", "all", "our",
            "their", "that", "this", "from", "into", "as", "be");

    private static final Map<String, String> SYNONYMS = synonyms(List.of(
            List.of("make", "build", "create", "implement", "develop", "write", "produce", "code"),
            List.of("test", "check", "verify", "validate", "examine"),
            List.of("fix", "repair", "mend", "correct"),
            List.of("remove", "delete", "drop", "erase"),
            List.of("describe", "document", "explain"),
            List.of("publish", "release", "ship", "deploy"),
            List.of("login", "signin", "authentication", "auth"),
            List.of("database", "db"),
            List.of("application", "app")));

    @Override
    public void run(Case plan, BiConsumer<Blame, Violation> found) {
        Map<Set<String>, Step> first = new HashMap<>();
        for (Step step : plan.steps().values()) {
            Set<String> meaning = meaning(step.description());
            Step same = meaning.isEmpty() ? null : first.putIfAbsent(meaning, step);
            if (same != null) {
                found.accept(Blame.PLAN, new Violation("redundancy", "STEP_REDUNDANT", step.stepId(),
                        "says the same as " + same.stepId() + ": \"" + step.description() + "\"", "drop it, or say what sets it apart"));
            }
        }
    }

    static Set<String> meaning(String description) {
        var meaning = new HashSet<String>();
        for (String word : Tokens.of(description.toLowerCase(Locale.ROOT), "")) {
            if (!SMALL.contains(word)) {
                String stem = stem(word);
                meaning.add(SYNONYMS.getOrDefault(stem, stem));
            }
        }
        return meaning;
    }

    private static Map<String, String> synonyms(List<List<String>> groups) {
        var synonyms = new HashMap<String, String>();
        groups.forEach(group -> group.forEach(word -> synonyms.put(stem(word), stem(group.getFirst()))));
        return Map.copyOf(synonyms);
    }

    private static String stem(String word) {
        return Tokens.stem(word, ENDINGS);
    }
}
