package dev.planline.cli.dev;

import dev.planline.cli.console.CommandFailed;
import dev.planline.cli.console.Console;
import dev.planline.cli.console.Durations;
import dev.planline.cli.console.Exit;
import dev.planline.cli.console.JsonLines;
import dev.planline.cli.console.OutputOptions;
import dev.planline.cli.console.Progress;
import dev.planline.cli.task.OutcomeReport;
import dev.planline.cli.task.OutcomeWatch;
import dev.planline.cli.task.Submission;
import dev.planline.cli.task.TaskOutcome;
import dev.planline.client.TaskRequest;
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

    /** What a demo prints as JSON. */
    private record Result(int tasks, long validated, long abandoned, long deadLettered, int trajectories, double seconds) {}

    @Override
    public Integer call() {
        long begin = System.nanoTime();
        String tasks = file == null ? console.home().resolve("examples/tasks.jsonl").toString() : file;
        try (var lines = JsonLines.of(TaskRequest.class, tasks, console.in())) {
            long count = lines.check(TaskRequest::taskId);
            console.say("starting a broker and the workers ...");
            try (var directory = new TemporaryDirectory();
                    DevMode dev = DevMode.start(new DevSettings(0, 0, directory.path(), /* exampleAgents= */ true, seed), console)) {
                Readiness.await(dev, dev.stopped());
                console.say("ready after " + Readiness.seconds(System.nanoTime() - begin) + " s: all workers poll");
                show(dev, count, lines::forEach, begin);
            }
        }
        return Exit.DONE;
    }

    private void show(DevMode dev, long count, Submission.Requests requests, long begin) {
        try (OutcomeWatch watch = OutcomeWatch.open(dev.cluster())) {
            Map<String, String> goals = new Submission(console, dev.cluster()).send(count, requests);
            Map<String, TaskOutcome> outcomes;
            try (Progress progress = Progress.of(console, "outcomes", goals.size())) {
                outcomes = watch.await(goals.keySet(), timeout, progress::at);
            }
            OutcomeReport report = OutcomeReport.of(goals, outcomes);
            awaitTrajectories(dev, report.validated());
            double seconds = Readiness.seconds(System.nanoTime() - begin);
            var result = new Result(report.submitted(), report.validated(), report.abandoned(), report.deadLettered(), dev.trajectories(),
                    seconds);
            output.print(result, OutcomeReport.table(goals, outcomes));
            console.say(result.tasks() + " tasks in " + seconds + " s: " + result.validated() + " validated, " + result.abandoned()
                    + " abandoned, " + result.deadLettered() + " dead letters; " + result.trajectories()
                    + " trajectories in the pool (the example agents simulate them, seed " + seed + ")");
            requireOneOutcomeEach(report, watch.endedAgain(goals.keySet()));
        }
    }

    private void awaitTrajectories(DevMode dev, long expected) {
        long deadline = System.nanoTime() + timeout.toNanos();
        try (Progress progress = Progress.of(console, "trajectories", expected)) {
            while (dev.trajectories() < expected && System.nanoTime() < deadline) {
                Readiness.pause(dev.stopped());
                progress.at(dev.trajectories());
            }
        }
        if (dev.trajectories() != expected) {
            throw CommandFailed.because(expected + " plans were validated, but the pool has " + dev.trajectories() + " trajectories");
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
