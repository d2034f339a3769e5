package dev.planline.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One step as an agent carried it out.
 *
 * @param tool the tool that was called; null if none
 * @param arguments the tool's arguments
 * @param observation what came back, as JSON or text; null if nothing
 * @param reasoning why the agent did it
 * @param durationSeconds null if unknown
 */
public record TrajectoryStep(
        @Nullable String stepId,
        @Nullable String type,
        @Nullable String agent,
        @Defaulted("[]") List<String> dependsOn,
        @Defaulted("\"\"") String description,
        @Nullable String tool,
        @Defaulted("{}") Map<String, Object> arguments,
        @Nullable Object observation,
        @Defaulted("\"\"") String reasoning,
        @Defaulted("\"unknown\"") TrajectoryOutcome outcome,
        @Nullable Instant startedAt,
        @Nullable Double durationSeconds) {

    public TrajectoryStep {
        dependsOn = Check.list("dependsOn", dependsOn);
        Check.required("description", description);
        arguments = Check.json("arguments", arguments);
        observation = Check.anyJson("observation", observation);
        Check.required("reasoning", reasoning);
        Check.required("outcome", outcome);
        Check.time("startedAt", startedAt);
        if (durationSeconds != null) {
            Check.amount("durationSeconds", durationSeconds);
        }
    }
}
