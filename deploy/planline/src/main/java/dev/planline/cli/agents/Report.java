package dev.planline.cli.agents;

import dev.planline.model.Plan;
import dev.planline.model.Trajectory;
import dev.planline.model.TrajectoryBuilder;
import dev.planline.model.TrajectoryOutcome;
import dev.planline.model.TrajectoryStep;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes up a simulation as a trajectory that says throughout that it is one. */
final class Report {

    /** Stands for the tool, the policy and the category of errors. */
    private static final String SIMULATION = "simulation";

    private final Simulation simulation;
    private final Map<String, Instant> starts;
    private final List<StepRun> runs;
    private final long succeeded;

    private Report(Simulation simulation, Map<String, Instant> starts) {
        this.simulation = simulation;
        this.starts = starts;
        this.runs = simulation.runs();
        this.succeeded = runs.stream().filter(StepRun::succeeded).count();
    }

    /**
     * The trajectory.
     *
     * @param starts when the steps that were begun began
     */
    static Trajectory of(Simulation simulation, Map<String, Instant> starts, Instant now) {
        return new Report(simulation, starts).trajectory(now);
    }

    private Trajectory trajectory(Instant now) {
        Plan plan = simulation.route().plan();
        List<String> failures = runs.stream().filter(run -> run.outcome() == TrajectoryOutcome.FAILURE).map(Report::failure).toList();
        return new TrajectoryBuilder(simulation.trajectoryId(), lead(), 0, outcome(), score())
                .taskId(plan.taskId())
                .goal(plan.goal())
                .policyVersion(SIMULATION)
                .steps(runs.stream().map(this::step).toList())
                .strategyDescription("Simulated: the plan's steps in dependency order, independent ones side by side")
                .reasoningPattern(SIMULATION)
                .keyInsights(List.of("Simulated: " + succeeded + " of " + runs.size() + " steps succeeded"))
                .failureReasons(failures)
                .errorCategory(failures.isEmpty() ? null : SIMULATION)
                .toolsUsed(List.of(SIMULATION))
                .metrics(metrics())
                .durationSeconds(simulation.criticalPathSeconds())
                .costUsd(Simulation.rounded(runs.stream().mapToDouble(StepRun::costUsd).sum()))
                .tokensIn(runs.stream().mapToLong(StepRun::tokensIn).sum())
                .tokensOut(runs.stream().mapToLong(StepRun::tokensOut).sum())
                .createdAt(now)
                .build();
    }

    /** The agent with the most steps; of several the first by name. */
    private String lead() {
        return runs.stream()
                .collect(Collectors.groupingBy(run -> run.agent().name(), Collectors.counting()))
                .entrySet()
                .stream()
                .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.<String, Long>comparingByKey().reversed()))
                .orElseThrow()
                .getKey();
    }

    private TrajectoryOutcome outcome() {
        if (succeeded == runs.size()) {
            return TrajectoryOutcome.SUCCESS;
        }
        return succeeded == 0 ? TrajectoryOutcome.FAILURE : TrajectoryOutcome.PARTIAL;
    }

    private double score() {
        return Simulation.rounded(runs.stream().mapToDouble(StepRun::quality).average().orElse(0));
    }

    private Map<String, Object> metrics() {
        var metrics = new LinkedHashMap<String, Object>();
        metrics.put("simulated", true);
        metrics.put("revision", simulation.route().plan().revision());
        metrics.put("stepsSucceeded", succeeded);
        metrics.put("attempts", runs.stream().mapToInt(StepRun::attempts).sum());
        return metrics;
    }

    private TrajectoryStep step(StepRun run) {
        return new TrajectoryStep(
                run.step().stepId(),
                run.step().type(),
                run.agent().name(),
                run.step().dependsOn(),
                run.step().description(),
                SIMULATION,
                Map.of("attempts", run.attempts()),
                observation(run),
                "",
                run.outcome(),
                starts.get(run.step().stepId()),
                run.durationSeconds());
    }

    private static String observation(StepRun run) {
        return switch (run.outcome()) {
            case SUCCESS -> "Simulated: done at attempt " + run.attempts();
            case FAILURE -> "Simulated: " + failure(run);
            case PARTIAL, UNKNOWN -> "Simulated: not begun, because a step before it failed";
        };
    }

    private static String failure(StepRun run) {
        return run.agent().name() + " failed at " + run.step().type() + " in " + run.attempts() + " attempts (simulated)";
    }
}
