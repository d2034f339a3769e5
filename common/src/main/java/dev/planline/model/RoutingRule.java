package dev.planline.model;

/**
 * A routing rule as data.
 *
 * @param priority rules with a higher one are tried first; equal ones in the order of their ids
 * @param agent the agent that steps under this rule go to
 * @param reason why, in words; becomes part of the explanation
 */
public record RoutingRule(
        String ruleId, @Defaulted("0") int priority, String agent, @Defaulted("\"\"") String reason, When when) {

    public RoutingRule {
        Check.name("ruleId", ruleId);
        Check.name("agent", agent);
        Check.required("reason", reason);
        Check.required("when", when);
    }
}
