package dev.planline.model;

import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A test of one value. On the wire a bare scalar means {@code Equals}; otherwise an object with exactly the keys of one
 * variant: {@code {"in": [...]}}, {@code {"gte": 2, "lt": 5}}, {@code {"regex": "..."}}.
 */
public sealed interface Condition {

    /** The value is equal to this text, number or truth value; numbers compare by value. */
    record Equals(Object value) implements Condition {

        public Equals {
            scalar("value", value);
        }
    }

    /** The value is equal to one of these. */
    record In(List<Object> values) implements Condition {

        public In {
            values = Check.list("in", values);
            if (values.isEmpty()) {
                throw new InvalidField("in", "must not be empty");
            }
            for (int i = 0; i < values.size(); i++) {
                scalar("in[" + i + "]", values.get(i));
            }
        }
    }

    /** The value is a number within these bounds; at least one bound is set. */
    record Range(@Nullable Double gte, @Nullable Double gt, @Nullable Double lte, @Nullable Double lt) implements Condition {

        public Range {
            if (gte == null && gt == null && lte == null && lt == null) {
                throw new InvalidField("gte", "at least one of gte, gt, lte, lt is required");
            }
        }
    }

    /** The value is a text that this regular expression matches as a whole. */
    record Matches(String regex) implements Condition {

        public Matches {
            try {
                Pattern.compile(Check.text("regex", regex, Bounds.REGEX));
            } catch (PatternSyntaxException e) {
                throw new InvalidField("regex", "is not a regular expression: " + e.getDescription() + " at " + e.getIndex());
            }
        }
    }

    private static void scalar(String field, @Nullable Object value) {
        switch (Check.required(field, value)) {
            case String _,Number _,Boolean _ -> {
            }
            default -> throw new InvalidField(field, "must be a text, a number or a truth value");
        }
    }
}
