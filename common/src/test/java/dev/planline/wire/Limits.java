package dev.planline.wire;

import dev.planline.model.Bounds;
import dev.planline.model.Constraints;
import dev.planline.model.PassedOver;
import dev.planline.model.Step;
import dev.planline.model.Task;
import dev.planline.model.When;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What the compact constructors of the model check, as keywords of JSON Schema. Reflection does not show it, so it stands here
 * a second time; {@link SchemasTest} finds what is missing or too much.
 */
final class Limits {

    private static final Map<String, Object> NAME = schema("minLength", 1, "maxLength", Bounds.NAME, "pattern",
            "^(?=.*\\S)[^\\u0000-\\u001F\\u007F-\\u009F]*$");
    private static final Map<String, Object> RATE = schema("minimum", 0, "maximum", 1);
    private static final Map<String, Object> AMOUNT = schema("minimum", 0, "maximum", Bounds.AMOUNT);

    private static final Map<String, Map<String, Object>> BY_FIELD = new HashMap<>();

    static {
        put(NAME, "Agent.name", "Alternative.agent", "Assignment.stepId", "Assignment.agent", "Assignment.by", "Assignment.idempotencyKey",
                "Group.groupId", "PassedOver.planner", "Plan.taskId", "Plan.planner", "ReplayPriority.trajectoryId", "ReplayPriority.table",
                "Redrive.letter", "Redrive.source", "Redrive.target", "Redrive.by", "RoutingRule.ruleId",
                "RoutingRule.agent", "StageControl.stage", "Step.stepId", "Step.type", "Task.taskId", "Trajectory.trajectoryId",
                "Trajectory.taskId",
                "Trajectory.agent", "Unassigned.stepId", "Usage.model", "Violation.check", "Violation.code");
        put(RATE, "Agent.successRate", "Alternative.score", "Assignment.score", "Assignment.confidence", "Plan.confidence",
                "Trajectory.score", "Accepted.score",
                "Components.success", "Components.match", "Components.cost", "Components.time");
        put(AMOUNT, "Agent.costUsd", "Agent.durationSeconds", "Constraints.budgetUsd", "ReplayPriority.priority",
                "StageControl.ratePerSecond",
                "Trajectory.durationSeconds", "Trajectory.costUsd", "TrajectoryStep.durationSeconds", "Usage.costUsd");
        put(atLeast(0), "Agent.inFlight", "Trajectory.generation", "Usage.calls");
        put(schema("minimum", 0, "maximum", Bounds.COUNT), "Trajectory.tokensIn", "Trajectory.tokensOut", "Usage.tokensIn",
                "Usage.tokensOut");
        var id = new LinkedHashMap<>(schema("type", "string"));
        id.putAll(NAME);
        put(schema("maxItems", Bounds.NAMES, "items", id), "Trajectory.parents");
        put(schema("maxItems", Bounds.NAMES), "Agent.stepTypes", "Agent.skills", "Step.requiredSkills");
        put(atLeast(1), "Agent.maxConcurrent", "StageControl.concurrency", "Agent.ttlSeconds", "Plan.revision", "Redrive.count",
                "Round.round",
                "Round.revision", "Accepted.round",
                "Rejected.round", "Abandoned.round");
        put(text(Task.GOAL_LIMIT), "Task.goal", "Plan.goal");
        put(text(Step.DESCRIPTION_LIMIT), "Step.description", "Group.description");
        put(text(PassedOver.REASON_LIMIT), "PassedOver.reason");
        put(schema("minimum", 1, "maximum", Constraints.STEP_LIMIT), "Constraints.maxSteps");
        put(schema("minimum", 1, "maximum", Constraints.DEPTH_LIMIT), "Constraints.maxDepth");
        put(schema("minItems", 1, "maxItems", When.PARTS_LIMIT), "When.any", "When.all");
        put(schema("minItems", 1), "Plan.steps", "Rejected.violations");
    }

    private Limits() {}

    /** The keywords for a component of a record; empty if any value of its type will do. */
    static Map<String, Object> of(Class<?> type, String component) {
        return BY_FIELD.getOrDefault(type.getSimpleName() + "." + component, Map.of());
    }

    /** Every component that has a limit, as {@code Record.component}. */
    static Set<String> fields() {
        return Set.copyOf(BY_FIELD.keySet());
    }

    /** A text that is not blank. */
    static Map<String, Object> text(int longest) {
        return schema("minLength", 1, "maxLength", longest, "pattern", "\\S");
    }

    private static Map<String, Object> atLeast(int least) {
        return schema("minimum", least);
    }

    private static void put(Map<String, Object> keywords, String... fields) {
        for (String field : fields) {
            BY_FIELD.put(field, keywords);
        }
    }

    /** Keywords and their values, in this order. */
    static Map<String, Object> schema(Object... namesAndValues) {
        var keywords = new LinkedHashMap<String, Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            keywords.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return Collections.unmodifiableMap(keywords);
    }
}
