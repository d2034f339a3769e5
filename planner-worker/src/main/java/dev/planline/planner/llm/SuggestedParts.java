package dev.planline.planner.llm;

import dev.planline.model.InvalidField;
import java.util.List;

/** A model's answer. */
record SuggestedParts(List<SuggestedPart> parts) {

    private static final int MOST = 10;

    SuggestedParts {
        parts = complete("parts", parts);
        if (parts.isEmpty() || parts.size() > MOST) {
            throw new InvalidField("parts", "are " + parts.size() + "; 1 to " + MOST + " are allowed");
        }
    }

    /** A copy; no item may be missing. */
    static <T> List<T> complete(String field, List<T> items) {
        for (Object item : items) {
            if (item == null) {
                throw new InvalidField(field, "must not hold null");
            }
        }
        return List.copyOf(items);
    }
}
