package dev.planline.router;

import dev.planline.model.Condition;
import dev.planline.model.When;
import dev.planline.router.Literals.Literal;
import java.util.ArrayList;
import java.util.List;

/** A condition of a rule, or its opposite, with {@code not} pushed down to the values. */
sealed interface Formula {

    /** Stands for the step's type; no key of metadata is written like it. */
    String STEP_TYPE = "stepType";

    /** A condition on the value of one key. */
    record Atom(String key, Literal literal) implements Formula {}

    /** All of these hold. */
    record All(List<Formula> parts) implements Formula {}

    /** One of these holds. */
    record Any(List<Formula> parts) implements Formula {}

    /** What it means that a condition holds, or that it fails. */
    static Formula of(When when, boolean holds) {
        var parts = new ArrayList<Formula>();
        if (when.stepType() != null) {
            parts.add(atom(STEP_TYPE, when.stepType(), holds));
        }
        when.metadata().forEach((key, condition) -> parts.add(atom("metadata." + key, condition, holds)));
        if (when.not() != null) {
            parts.add(of(when.not(), !holds));
        }
        if (when.any() != null) {
            parts.add(joined(!holds, each(when.any(), holds)));
        }
        if (when.all() != null) {
            parts.add(joined(holds, each(when.all(), holds)));
        }
        return joined(holds, parts);
    }

    private static Formula atom(String key, Condition condition, boolean holds) {
        return new Atom(key, new Literal(condition, holds));
    }

    private static List<Formula> each(List<When> parts, boolean holds) {
        return parts.stream().map(part -> of(part, holds)).toList();
    }

    private static Formula joined(boolean all, List<Formula> parts) {
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        return all ? new All(parts) : new Any(parts);
    }
}
