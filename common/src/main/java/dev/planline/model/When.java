package dev.planline.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The condition of a rule; holds if all its parts hold.
 *
 * @param stepType condition on the step's type; null for any
 * @param metadata conditions on the step's metadata, by key; a missing key fails its condition
 * @param not what must not hold; null for nothing
 * @param any of these at least one holds; null for no such part
 * @param all each of these holds; null for no such part
 */
public record When(
        @Nullable Condition stepType,
        @Defaulted("{}") Map<String, Condition> metadata,
        @Nullable When not,
        @Nullable List<When> any,
        @Nullable List<When> all) {

    /** How many levels of {@code not}, {@code any} and {@code all} may stand within one another. */
    public static final int DEPTH_LIMIT = 5;

    /** Most entries of an {@code any} or {@code all}. */
    public static final int PARTS_LIMIT = 50;

    public When {
        metadata.forEach((key, condition) -> Check.required("metadata." + key, condition));
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        any = parts("any", any);
        all = parts("all", all);
        if (stepType == null && metadata.isEmpty() && not == null && any == null && all == null) {
            throw new InvalidField("stepType", "is required unless metadata, not, any or all has a condition");
        }
        if (not != null) {
            bounded("not", not);
        }
    }

    /** A condition without nested ones. */
    public When(@Nullable Condition stepType, Map<String, Condition> metadata) {
        this(stepType, metadata, null, null, null);
    }

    private static @Nullable List<When> parts(String field, @Nullable List<When> parts) {
        if (parts == null) {
            return null;
        }
        if (parts.isEmpty()) {
            throw new InvalidField(field, "must not be empty");
        }
        if (parts.size() > PARTS_LIMIT) {
            throw new InvalidField(field, "has " + parts.size() + " entries; at most " + PARTS_LIMIT + " are allowed");
        }
        List<When> copy = Check.list(field, parts);
        for (int i = 0; i < copy.size(); i++) {
            bounded(field + "[" + i + "]", copy.get(i));
        }
        return copy;
    }

    private static void bounded(String field, When part) {
        if (part.depth() >= DEPTH_LIMIT) {
            throw new InvalidField(field, "is nested deeper than " + DEPTH_LIMIT + " levels");
        }
    }

    private int depth() {
        return parts().stream().mapToInt(part -> part.depth() + 1).max().orElse(0);
    }

    /** The conditions directly within this one. */
    private List<When> parts() {
        var parts = new ArrayList<When>();
        if (not != null) {
            parts.add(not);
        }
        if (any != null) {
            parts.addAll(any);
        }
        if (all != null) {
            parts.addAll(all);
        }
        return parts;
    }
}
