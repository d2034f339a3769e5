package dev.planline.cli.dev;

import dev.planline.cli.console.CommandFailed;
import dev.planline.cli.console.Console;
import dev.planline.cli.console.Durations;
import dev.planline.cli.console.Exit;
import dev.planline.cli.console.JsonLines;
import dev.planline.cli.console.OutputOptions;
import dev.planline.cli.console.Progress;
import dev.planline.cli.console.TemporaryDirectory;
import dev.planline.cli.task.OutcomeReport;
import dev.planline.cli.task.OutcomeWatch;
import dev.planline.cli.task.Submission;
import dev.planline.cli.task.TaskOutcome;
import dev.planline.client.TaskRequest;
import dev.planline.planner.recall.RecallPlanner;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the whole of it once. */
@Command(name = "demo", mixinStandardHelpOptions = true, description = {
    "Starts everything in one process, with the example agents, submits the tasks of a file, shows how each ends, and stops.",
    "Without FILE, it then submits a few tasks like those before, which the planner recalls from what the agents did.",
    "It keeps nothing and needs no port that is known, so it may run beside anything."
}, footer = {"", "What the example agents report is simulated.", "", "Example: planline demo -o json"})
final class Demo implements Callable<Integer> {

    private final Console console;

    @Mixin
    private final OutputOptions output;

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "Tasks, one JSON object a line. Default: examples/tasks.jsonl.")
    private @Nullable String file;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "0", description = "Seed of the simulation. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--timeout", paramLabel = "TIME", converter = Durations.class, description = "How long to wait for outcomes, as 30s or 5m. Default: 5m.")
    private Duration timeout = Duration.ofMinutes(5);

    Demo(Console console) {
        this.console = console;
        this.output = new OutputOptions(console);
    }

    /** What a demo prints as JSON; all but {@code again} is about the tasks of the file. */
    private record Result(int tasks, long validated, long abandoned, long deadLettered, int trajectories, double seconds,
            @Nullable Again again) {}

    /**
     * The tasks like those before.
     *
     * @param recalled how many were planned from trajectories
     */
    private record Again(int tasks, long validated, long recalled) {}

    @Override
    public Integer call() {
        long begin = System.nanoTime();
        String tasks = file == null ? console.home().resolve("examples/tasks.jsonl").toString() : file;
        try (var lines = JsonLines.of(TaskRequest.class, tasks, console.in())) {
            long count = lines.check(TaskRequest::taskId);
            console.say("starting a broker and the workers ...");
            try (var directory = new TemporaryDirectory(null, "planline-demo");
                    DevMode dev = DevMode.start(settings(directory), console)) {
                Readiness.await(dev, dev.stopped());
                console.say("ready after " + Readiness.seconds(System.nanoTime() - begin) + " s: all workers poll");
                show(dev, count, lines::forEach, begin);
            }
        }
        return Exit.DONE;
    }

    private DevSettings settings(TemporaryDirectory directory) {
        return new DevSettings(null, 0, 0, directory.path(), /* exampleAgents= */ true, seed, DevSettings.tracing(console));
    }

    private void show(DevMode dev, long count, Submission.Requests requests, long begin) {
        try (OutcomeWatch watch = OutcomeWatch.open(dev.cluster())) {
            Map<String, String> goals = new Submission(console, dev.cluster(), dev.publishing()).send(count, requests);
            Map<String, TaskOutcome> outcomes;
            try (Progress progress = Progress.of(console, "outcomes", goals.size())) {
                outcomes = watch.await(goals.keySet(), timeout, progress::at);
            }
            OutcomeReport report = OutcomeReport.of(goals, outcomes);
            awaitTrajectories(dev, report.validated());
            double seconds = Readiness.seconds(System.nanoTime() - begin);
            int trajectories = dev.trajectories();
            Again again = file == null ? again(dev, watch, goals, outcomes) : null;
            output.print(
                    new Result(report.submitted(), report.validated(), report.abandoned(), report.deadLettered(), trajectories, seconds,
                            again),
                    OutcomeReport.table(goals, outcomes));
            console.say(report.submitted() + " tasks in " + seconds + " s: " + report.validated() + " validated, " + report.abandoned()
                    + " abandoned, " + report.deadLettered() + " dead letters; " + trajectories
                    + " trajectories in the pool (the example agents simulate them, seed " + seed + ")");
            if (again != null) {
                console.say(again.tasks() + " tasks like those before: " + again.recalled() + " planned as successful trajectories did");
            }
            requireOneOutcomeEach(report, watch.endedAgain(goals.keySet()));
        }
    }

    /** Submits the tasks like those before, and adds them to what is shown. */
    private Again again(DevMode dev, OutcomeWatch watch, Map<String, String> goals, Map<String, TaskOutcome> outcomes) {
        try (var lines = JsonLines.of(TaskRequest.class, console.home().resolve("examples/tasks-again.jsonl").toString(), console.in())) {
            Map<String, String> more = new Submission(console, dev.cluster(), dev.publishing()).send(lines.check(TaskRequest::taskId),
                    lines::forEach);
            Map<String, TaskOutcome> ended;
            try (Progress progress = Progress.of(console, "outcomes", more.size())) {
                ended = watch.await(more.keySet(), timeout, progress::at);
            }
            goals.putAll(more);
            outcomes.putAll(ended);
            long recalled = ended.values().stream().filter(outcome -> RecallPlanner.NAME.equals(outcome.planner())).count();
            return new Again(more.size(), OutcomeReport.of(more, ended).validated(), recalled);
        }
    }

    private void awaitTrajectories(DevMode dev, long expected) {
        long deadline = System.nanoTime() + timeout.toNanos();
        try (Progress progress = Progress.of(console, "trajectories", expected)) {
            while (Math.min(dev.trajectories(), dev.learnt()) < expected && System.nanoTime() < deadline) {
                Readiness.pause(dev.stopped());
                progress.at(dev.trajectories());
            }
        }
        if (dev.trajectories() != expected || dev.learnt() < expected) {
            throw CommandFailed.because(expected + " plans were validated, but the pool has " + dev.trajectories()
                    + " trajectories, and the planner has read " + dev.learnt());
        }
    }

    private static void requireOneOutcomeEach(OutcomeReport report, Set<String> doubled) {
        if (report.open() > 0) {
            throw CommandFailed.because(report.open() + " tasks have not ended");
        }
        if (!doubled.isEmpty()) {
            throw CommandFailed.because("tasks ended more than once: " + String.join(", ", doubled));
        }
    }
}
