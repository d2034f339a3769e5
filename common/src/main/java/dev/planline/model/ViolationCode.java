package dev.planline.model;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the validator finds wrong. On the wire a code is a text, so that one of a later release can be read. */
public enum ViolationCode {
    TOO_MANY_STEPS("structure", Remedy.REPLAN),
    TOO_DEEP("structure", Remedy.REPLAN),
    FAN_OUT("structure", Remedy.REPLAN),
    DUPLICATE_ID("structure", Remedy.REPLAN),
    UNKNOWN_DEPENDENCY("structure", Remedy.REPLAN),
    SELF_DEPENDENCY("structure", Remedy.REPLAN),
    UNKNOWN_GROUP("structure", Remedy.REPLAN),
    CYCLE("structure", Remedy.REPLAN),
    FINISHED_BEFORE_DEPENDENCY("structure", Remedy.REPLAN),
    STEP_UNASSIGNED("completeness", Remedy.REDESCRIBE),
    STEP_UNKNOWN("completeness", Remedy.REASSIGN),
    DUPLICATE_ASSIGNMENT("completeness", Remedy.REASSIGN),
    AGENT_UNKNOWN("solvability", Remedy.REASSIGN),
    AGENT_DEAD("solvability", Remedy.REASSIGN),
    AGENT_LACKS_TYPE("solvability", Remedy.REASSIGN),
    AGENT_LACKS_SKILL("solvability", Remedy.REASSIGN),
    STEP_REDUNDANT("redundancy", Remedy.DROP),
    OVER_BUDGET("budget", Remedy.DROP),
    PAST_DEADLINE("deadline", Remedy.DROP),
    PING_PONG("rounds", null);

    private final String check;
    private final @Nullable Remedy usual;

    ViolationCode(String check, @Nullable Remedy usual) {
        this.check = check;
        this.usual = usual;
    }

    /** The check that finds it. */
    public String check() {
        return check;
    }

    /** What mends it where a violation does not say so itself; null if nothing does. */
    public @Nullable Remedy usual() {
        return usual;
    }

    /** What mends a violation of this code, which need not be one of these, if it does not say so itself. */
    static @Nullable Remedy usual(String code) {
        return Arrays.stream(values()).filter(known -> known.name().equals(code)).map(ViolationCode::usual).filter(Objects::nonNull)
                .findFirst().orElse(null);
    }
}
