package dev.planline.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an agent did on a task. Required are id, agent, generation, outcome and score.
 *
 * @param taskId the task that it worked on; null for one that came from elsewhere
 * @param generation 0 for a first attempt, one more than its parents' otherwise
 * @param parents ids of the trajectories that it was made from
 * @param score how good the result is, in 0..1
 * @param policyVersion the version of the policy that acted; null if unknown
 * @param createdAt null if unknown; the record's time on the log then stands for it
 */
public record Trajectory(
        String trajectoryId,
        @Nullable String taskId,
        @Defaulted("\"\"") String goal,
        String agent,
        int generation,
        @Defaulted("\"baseline\"") Operator operator,
        @Defaulted("[]") List<String> parents,
        TrajectoryOutcome outcome,
        double score,
        @Nullable String policyVersion,
        @Defaulted("[]") List<TrajectoryStep> steps,
        @Defaulted("\"\"") String codeChanges,
        @Nullable String codeAfter,
        @Defaulted("[]") List<String> modifiedFiles,
        @Defaulted("\"\"") String problemDiagnosis,
        @Defaulted("\"\"") String proposedStrategy,
        @Defaulted("\"\"") String strategyDescription,
        @Defaulted("\"\"") String reasoningPattern,
        @Defaulted("[]") List<String> keyInsights,
        @Defaulted("[]") List<String> assumptionsMade,
        @Defaulted("[]") List<String> failureReasons,
        @Nullable String failureRationale,
        @Nullable String errorCategory,
        @Nullable String fixApplied,
        @Defaulted("[]") List<String> toolsUsed,
        @Defaulted("{}") Map<String, Object> testResults,
        @Defaulted("{}") Map<String, Object> metrics,
        @Defaulted("0.0") double durationSeconds,
        @Defaulted("0.0") double costUsd,
        @Defaulted("0") long tokensIn,
        @Defaulted("0") long tokensOut,
        @Nullable Instant createdAt) {

    public Trajectory {
        Check.name("trajectoryId", trajectoryId);
        if (taskId != null) {
            Check.name("taskId", taskId);
        }
        Check.name("agent", agent);
        Check.atLeast("generation", generation, 0);
        Check.required("operator", operator);
        parents = Check.ids("parents", parents);
        Check.required("outcome", outcome);
        Check.rate("score", score);
        steps = Check.list("steps", steps);
        modifiedFiles = Check.list("modifiedFiles", modifiedFiles);
        keyInsights = Check.list("keyInsights", keyInsights);
        assumptionsMade = Check.list("assumptionsMade", assumptionsMade);
        failureReasons = Check.list("failureReasons", failureReasons);
        toolsUsed = Check.list("toolsUsed", toolsUsed);
        testResults = Check.json("testResults", testResults);
        metrics = Check.json("metrics", metrics);
        Check.amount("durationSeconds", durationSeconds);
        Check.amount("costUsd", costUsd);
        Check.count("tokensIn", tokensIn);
        Check.count("tokensOut", tokensOut);
        Check.time("createdAt", createdAt);
    }
}
