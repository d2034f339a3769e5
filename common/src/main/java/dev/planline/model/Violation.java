package dev.planline.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a routed plan.
 *
 * @param check the check that found it, for example {@code solvability}
 * @param code what is wrong, as a constant name, for example {@code AGENT_LACKS_SKILL}
 * @param stepId the step concerned; null if it is the plan as a whole
 * @param message what is wrong, in words
 * @param hint what would mend it, in words
 * @param remedy what would mend it, for the stage that has to; if absent, what usually mends this code; null if nothing does
 * @param against the agents that must not have the step, if it is to be assigned anew; else empty
 * @param parts the skills of each part, in order, if the step is to be split; else empty
 * @param twin the step that asks for the same work, if this one is to be left out for it; else null
 */
public record Violation(
        String check,
        String code,
        @Nullable String stepId,
        String message,
        String hint,
        @Nullable Remedy remedy,
        @Defaulted("[]") List<String> against,
        @Defaulted("[]") List<List<String>> parts,
        @Nullable String twin) {

    public Violation {
        Check.name("check", check);
        Check.name("code", code);
        Check.required("message", message);
        Check.required("hint", hint);
        remedy = remedy == null ? ViolationCode.usual(code) : remedy;
        against = Check.list("against", against);
        parts = Check.list("parts", parts).stream().map(part -> Check.list("parts", part)).toList();
    }

    /**
     * One of a known code that speaks against nobody and splits nothing.
     *
     * @param remedy null for the usual one
     */
    public Violation(ViolationCode code, @Nullable String stepId, String message, String hint, @Nullable Remedy remedy) {
        this(code.check(), code.name(), stepId, message, hint, remedy, List.of(), List.of(), null);
    }
}
