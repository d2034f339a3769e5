package dev.planline.exchange;

import dev.planline.exchange.AtifDocument.FinalMetrics;
import dev.planline.exchange.AtifDocument.Observation;
import dev.planline.exchange.AtifDocument.Result;
import dev.planline.exchange.AtifDocument.Source;
import dev.planline.exchange.AtifDocument.Step;
import dev.planline.exchange.AtifDocument.ToolCall;
import dev.planline.model.Trajectory;
import dev.planline.model.TrajectoryStep;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes a document of a trajectory: the goal is what the user says first, and each step is one of the agent. */
final class AtifExport {

    static final String NO_VERSION = "unknown";

    private static final Instant LAST_TIME = Instant.parse("9999-12-31T23:59:59.999999999Z");
    private static final Instant FIRST_TIME = Instant.parse("0001-01-01T00:00:00Z");

    private final Trajectory trajectory;

    AtifExport(Trajectory trajectory) {
        this.trajectory = trajectory;
    }

    AtifDocument document() {
        var steps = new ArrayList<Step>();
        steps.add(new Step(1, null, Source.USER, null, null, trajectory.goal(), null, null, null, null, null, null, null));
        trajectory.steps().forEach(step -> steps.add(step(steps.size() + 1, step)));
        Map<String, Object> ours = Json.fields(trajectory);
        List.of("trajectoryId", "taskId", "goal", "agent", "steps", "costUsd", "tokensIn", "tokensOut").forEach(ours::remove);
        return new AtifDocument(Atif.VERSION, trajectory.taskId(), trajectory.trajectoryId(),
                new AtifDocument.Agent(trajectory.agent(), Objects.requireNonNullElse(trajectory.policyVersion(), NO_VERSION), null, null,
                        null),
                steps, null,
                new FinalMetrics(trajectory.tokensIn(), trajectory.tokensOut(), null, trajectory.costUsd(), (long) steps.size(), null),
                null, Map.of(Atif.KEY, ours), null);
    }

    private static Step step(int id, TrajectoryStep step) {
        Map<String, Object> ours = Json.fields(step);
        List.of("description", "reasoning", "tool").forEach(ours::remove);
        List<ToolCall> calls = null;
        String tool = step.tool();
        if (tool != null) {
            calls = List.of(new ToolCall(callId(id), tool, step.arguments(), null));
            ours.remove("arguments");
        }
        Observation observation = null;
        Object observed = step.observation();
        if (observed != null) {
            Object content = observed instanceof String ? observed : Json.CODEC.toJson(observed);
            observation = new Observation(List.of(new Result(calls == null ? null : callId(id), content, null, null)));
            if (observed instanceof String) {
                ours.remove("observation");
            }
        }
        String timestamp = timestamp(step.startedAt());
        if (timestamp != null) {
            ours.remove("startedAt");
        }
        return new Step(id, timestamp, source(step), null, null, step.description(), step.reasoning().isEmpty() ? null : step.reasoning(),
                calls, observation, null, null, null, Map.of(Atif.KEY, ours));
    }

    static String callId(int stepId) {
        return "call-" + stepId;
    }

    /** In ATIF only the agent reasons, calls tools and observes. */
    private static Source source(TrajectoryStep step) {
        if (step.tool() != null || step.observation() != null || !step.reasoning().isEmpty() || step.type() == null) {
            return Source.AGENT;
        }
        return switch (step.type().toLowerCase(Locale.ROOT)) {
            case "user" -> Source.USER;
            case "system" -> Source.SYSTEM;
            default -> Source.AGENT;
        };
    }

    /** Null for a year that is not of four digits, which few readers take. */
    private static @Nullable String timestamp(@Nullable Instant time) {
        return time == null || time.isBefore(FIRST_TIME) || time.isAfter(LAST_TIME) ? null : time.toString();
    }
}
