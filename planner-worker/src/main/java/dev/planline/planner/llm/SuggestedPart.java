package dev.planline.planner.llm;

import dev.planline.model.InvalidField;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A part as it stands in a model's answer; what no part may be is refused here.
 *
 * @param id unique in its answer
 * @param after ids of parts of the same answer
 * @param divisible whether one agent would be overtaxed with it
 */
record SuggestedPart(String id, String type, String description, List<String> after, boolean divisible) {

    /** Longest description, in characters. */
    static final int DESCRIPTION_LIMIT = 1_000;

    /** Six of them with dots between are shorter than an id may be. */
    private static final Pattern ID = Pattern.compile("[a-z0-9_-]{1,30}");

    private static final String WHAT_AN_ID_IS = "must have 1 to 30 lower-case letters, digits, \"_\" or \"-\"";

    SuggestedPart {
        refuseUnless(ID.matcher(id).matches(), "id", WHAT_AN_ID_IS);
        refuseUnless(!description.isBlank(), "description", "must not be blank");
        refuseUnless(description.length() <= DESCRIPTION_LIMIT, "description",
                "must not have more than " + DESCRIPTION_LIMIT + " characters");
        refuseUnless(description.chars().noneMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t'), "description",
                "must not hold control characters");
        after = SuggestedParts.complete("after", after);
        for (int i = 0; i < after.size(); i++) {
            refuseUnless(ID.matcher(after.get(i)).matches(), "after[" + i + "]", WHAT_AN_ID_IS);
        }
    }

    private static void refuseUnless(boolean holds, String field, String problem) {
        if (!holds) {
            throw new InvalidField(field, problem);
        }
    }
}
