package dev.planline.model;

/**
 * A planner of the chain that was asked before the one that made the plan, and did not answer.
 *
 * @param reason why it has no plan, or why its plan was refused
 */
public record PassedOver(String planner, String reason) {

    /** Longest reason, in characters. */
    public static final int REASON_LIMIT = 1_000;

    public PassedOver {
        Check.name("planner", planner);
        Check.text("reason", reason, REASON_LIMIT);
    }
}
