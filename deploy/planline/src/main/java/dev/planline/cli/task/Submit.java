package dev.planline.cli.task;

import dev.planline.cli.console.ClusterOptions;
import dev.planline.cli.console.CommandFailed;
import dev.planline.cli.console.Console;
import dev.planline.cli.console.Durations;
import dev.planline.cli.console.Exit;
import dev.planline.cli.console.JsonLines;
import dev.planline.cli.console.OutputOptions;
import dev.planline.cli.console.Progress;
import dev.planline.client.Cluster;
import dev.planline.client.TaskRequest;
import dev.planline.model.Constraints;
import dev.planline.model.InvalidField;
import dev.planline.tracing.Tracing;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Submits tasks. */
@Command(name = "submit", mixinStandardHelpOptions = true, description = {
    "Submits tasks and prints their ids.",
    "A file has one JSON object a line; all lines are checked before the first task is sent. With --wait it prints how each task ended instead."
}, footer = {
    "",
    "Examples: planline submit examples/tasks.jsonl --wait",
    "          planline submit --goal \"Write a blog article about virtual threads\" --wait",
    "          echo '{\"goal\": \"Fix the login\", \"constraints\": {\"maxSteps\": 10}}' | planline submit -"
})
final class Submit implements Callable<Integer> {

    private final Console console;

    @Mixin
    private final ClusterOptions cluster;

    @Mixin
    private final OutputOptions output;

    @ArgGroup(multiplicity = "1")
    private Source source = new Source();

    @Option(names = "--wait", description = "Waits until each task has ended; exits 1 if one has not in time.")
    private boolean wait;

    @Option(names = "--timeout", paramLabel = "TIME", converter = Durations.class, description = "How long to wait, as 30s or 5m. Default: 5m.")
    private Duration timeout = Duration.ofMinutes(5);

    Submit(Console console) {
        this.console = console;
        this.cluster = new ClusterOptions(console);
        this.output = new OutputOptions(console);
    }

    /** Where the tasks come from. */
    private static final class Source {

        @Parameters(paramLabel = "FILE", description = "Tasks, one JSON object a line; - for standard input.")
        private @Nullable String file;

        @Option(names = "--goal", paramLabel = "TEXT", description = "One task, with this goal.")
        private @Nullable String goal;
    }

    @Override
    public Integer call() {
        Cluster meant = cluster.cluster();
        String goal = source.goal;
        if (goal != null) {
            return submit(meant, 1, receiver -> receiver.accept(task(goal)));
        }
        try (var lines = JsonLines.of(TaskRequest.class, Objects.requireNonNull(source.file), console.in())) {
            return submit(meant, lines.check(TaskRequest::taskId), lines::forEach);
        }
    }

    private static TaskRequest task(String goal) {
        try {
            return new TaskRequest(null, goal, Map.of(), Constraints.DEFAULT);
        } catch (InvalidField e) {
            throw CommandFailed.badInput("--goal: " + e.problem());
        }
    }

    private int submit(Cluster meant, long count, Submission.Requests requests) {
        if (!wait) {
            report(send(meant, count, requests));
            return Exit.DONE;
        }
        try (OutcomeWatch watch = OutcomeWatch.open(meant)) {
            return await(watch, send(meant, count, requests));
        }
    }

    private Map<String, String> send(Cluster meant, long count, Submission.Requests requests) {
        try (Tracing tracing = cluster.tracing()) {
            return new Submission(console, meant, tracing).send(count, requests);
        }
    }

    private void report(Map<String, String> goals) {
        console.say("submitted " + goals.size() + (goals.size() == 1 ? " task" : " tasks"));
        if (output.json()) {
            output.printJson(Map.of("submitted", goals.size(), "taskIds", List.copyOf(goals.keySet())));
        } else {
            goals.keySet().forEach(console.out()::println);
        }
    }

    private int await(OutcomeWatch watch, Map<String, String> goals) {
        Map<String, TaskOutcome> outcomes;
        try (Progress progress = Progress.of(console, "outcomes", goals.size())) {
            outcomes = watch.await(goals.keySet(), timeout, progress::at);
        }
        output.print(OutcomeReport.of(goals, outcomes), OutcomeReport.table(goals, outcomes));
        int open = goals.size() - outcomes.size();
        if (open > 0) {
            console.say(open + " of " + goals.size() + " tasks have not ended within " + timeout.toSeconds()
                    + " s; are all four workers running? See 'planline lag'");
        }
        return open == 0 ? Exit.DONE : Exit.FAILED;
    }
}
