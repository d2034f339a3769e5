package dev.planline.model;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a routed plan.
 *
 * @param check the check that found it, for example {@code solvability}
 * @param code what is wrong, as a constant name, for example {@code AGENT_LACKS_SKILL}
 * @param stepId the step concerned; null if it is the plan as a whole
 * @param message what is wrong, in words
 * @param hint what would mend it, in words
 */
public record Violation(String check, String code, @Nullable String stepId, String message, String hint) {

    public Violation {
        Check.name("check", check);
        Check.name("code", code);
        Check.required("message", message);
        Check.required("hint", hint);
    }
}
