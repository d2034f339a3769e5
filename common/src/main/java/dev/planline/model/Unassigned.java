package dev.planline.model;

/** A step for which no agent was found, and why. */
public record Unassigned(String stepId, String reason) {

    public Unassigned {
        Check.name("stepId", stepId);
        Check.required("reason", reason);
    }
}
