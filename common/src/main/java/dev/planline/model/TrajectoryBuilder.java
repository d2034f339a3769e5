package dev.planline.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes a {@link Trajectory} field by field; what is not set has the default that it has on the wire. Not thread-safe. */
public final class TrajectoryBuilder {

    private final String trajectoryId;
    private final String agent;
    private final int generation;
    private final TrajectoryOutcome outcome;
    private final double score;
    private @Nullable String taskId;
    private String goal = "";
    private Operator operator = Operator.BASELINE;
    private List<String> parents = List.of();
    private @Nullable String policyVersion;
    private List<TrajectoryStep> steps = List.of();
    private String codeChanges = "";
    private @Nullable String codeAfter;
    private List<String> modifiedFiles = List.of();
    private String problemDiagnosis = "";
    private String proposedStrategy = "";
    private String strategyDescription = "";
    private String reasoningPattern = "";
    private List<String> keyInsights = List.of();
    private List<String> assumptionsMade = List.of();
    private List<String> failureReasons = List.of();
    private @Nullable String failureRationale;
    private @Nullable String errorCategory;
    private @Nullable String fixApplied;
    private List<String> toolsUsed = List.of();
    private Map<String, Object> testResults = Map.of();
    private Map<String, Object> metrics = Map.of();
    private double durationSeconds;
    private double costUsd;
    private long tokensIn;
    private long tokensOut;
    private @Nullable Instant createdAt;

    /** Begins with what is required. */
    public TrajectoryBuilder(String trajectoryId, String agent, int generation, TrajectoryOutcome outcome, double score) {
        this.trajectoryId = trajectoryId;
        this.agent = agent;
        this.generation = generation;
        this.outcome = outcome;
        this.score = score;
    }

    /** Sets {@code taskId}. */
    public TrajectoryBuilder taskId(@Nullable String value) {
        taskId = value;
        return this;
    }

    /** Sets {@code goal}. */
    public TrajectoryBuilder goal(String value) {
        goal = value;
        return this;
    }

    /** Sets {@code operator}. */
    public TrajectoryBuilder operator(Operator value) {
        operator = value;
        return this;
    }

    /** Sets {@code parents}. */
    public TrajectoryBuilder parents(List<String> value) {
        parents = value;
        return this;
    }

    /** Sets {@code policyVersion}. */
    public TrajectoryBuilder policyVersion(@Nullable String value) {
        policyVersion = value;
        return this;
    }

    /** Sets {@code steps}. */
    public TrajectoryBuilder steps(List<TrajectoryStep> value) {
        steps = value;
        return this;
    }

    /** Sets {@code codeChanges}. */
    public TrajectoryBuilder codeChanges(String value) {
        codeChanges = value;
        return this;
    }

    /** Sets {@code codeAfter}. */
    public TrajectoryBuilder codeAfter(@Nullable String value) {
        codeAfter = value;
        return this;
    }

    /** Sets {@code modifiedFiles}. */
    public TrajectoryBuilder modifiedFiles(List<String> value) {
        modifiedFiles = value;
        return this;
    }

    /** Sets {@code problemDiagnosis}. */
    public TrajectoryBuilder problemDiagnosis(String value) {
        problemDiagnosis = value;
        return this;
    }

    /** Sets {@code proposedStrategy}. */
    public TrajectoryBuilder proposedStrategy(String value) {
        proposedStrategy = value;
        return this;
    }

    /** Sets {@code strategyDescription}. */
    public TrajectoryBuilder strategyDescription(String value) {
        strategyDescription = value;
        return this;
    }

    /** Sets {@code reasoningPattern}. */
    public TrajectoryBuilder reasoningPattern(String value) {
        reasoningPattern = value;
        return this;
    }

    /** Sets {@code keyInsights}. */
    public TrajectoryBuilder keyInsights(List<String> value) {
        keyInsights = value;
        return this;
    }

    /** Sets {@code assumptionsMade}. */
    public TrajectoryBuilder assumptionsMade(List<String> value) {
        assumptionsMade = value;
        return this;
    }

    /** Sets {@code failureReasons}. */
    public TrajectoryBuilder failureReasons(List<String> value) {
        failureReasons = value;
        return this;
    }

    /** Sets {@code failureRationale}. */
    public TrajectoryBuilder failureRationale(@Nullable String value) {
        failureRationale = value;
        return this;
    }

    /** Sets {@code errorCategory}. */
    public TrajectoryBuilder errorCategory(@Nullable String value) {
        errorCategory = value;
        return this;
    }

    /** Sets {@code fixApplied}. */
    public TrajectoryBuilder fixApplied(@Nullable String value) {
        fixApplied = value;
        return this;
    }

    /** Sets {@code toolsUsed}. */
    public TrajectoryBuilder toolsUsed(List<String> value) {
        toolsUsed = value;
        return this;
    }

    /** Sets {@code testResults}. */
    public TrajectoryBuilder testResults(Map<String, Object> value) {
        testResults = value;
        return this;
    }

    /** Sets {@code metrics}. */
    public TrajectoryBuilder metrics(Map<String, Object> value) {
        metrics = value;
        return this;
    }

    /** Sets {@code durationSeconds}. */
    public TrajectoryBuilder durationSeconds(double value) {
        durationSeconds = value;
        return this;
    }

    /** Sets {@code costUsd}. */
    public TrajectoryBuilder costUsd(double value) {
        costUsd = value;
        return this;
    }

    /** Sets {@code tokensIn}. */
    public TrajectoryBuilder tokensIn(long value) {
        tokensIn = value;
        return this;
    }

    /** Sets {@code tokensOut}. */
    public TrajectoryBuilder tokensOut(long value) {
        tokensOut = value;
        return this;
    }

    /** Sets {@code createdAt}. */
    public TrajectoryBuilder createdAt(@Nullable Instant value) {
        createdAt = value;
        return this;
    }

    /**
     * The trajectory.
     *
     * @throws InvalidField if a field has a value that is not allowed
     */
    public Trajectory build() {
        return new Trajectory(
                trajectoryId,
                taskId,
                goal,
                agent,
                generation,
                operator,
                parents,
                outcome,
                score,
                policyVersion,
                steps,
                codeChanges,
                codeAfter,
                modifiedFiles,
                problemDiagnosis,
                proposedStrategy,
                strategyDescription,
                reasoningPattern,
                keyInsights,
                assumptionsMade,
                failureReasons,
                failureRationale,
                errorCategory,
                fixApplied,
                toolsUsed,
                testResults,
                metrics,
                durationSeconds,
                costUsd,
                tokensIn,
                tokensOut,
                createdAt);
    }
}
