package dev.planline.cli.pool;

import dev.planline.cli.console.ClusterOptions;
import dev.planline.cli.console.Console;
import dev.planline.cli.console.Exit;
import dev.planline.cli.console.JsonLines;
import dev.planline.cli.console.OutputOptions;
import dev.planline.cli.console.Progress;
import dev.planline.cli.dataset.TaskBench;
import dev.planline.client.Cluster;
import dev.planline.client.Publisher;
import dev.planline.model.Trajectory;
import dev.planline.wire.Topic;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Appends trajectories to the log. */
@Command(name = "import", mixinStandardHelpOptions = true, description = {
    "Appends trajectories to the log, from which the sink folds them. A file has one JSON object a line;",
    "all lines are checked before the first is sent. An id that is in the pool already stays as it is.",
    "Keys, tokens and passwords in texts become marks first, unless --no-redact is given.",
    "Solved requests in the form of TaskBench (user_request, task_nodes, task_links) are taken as successful trajectories."
}, footer = {"", "Example: planline trajectories import good.jsonl"})
final class ImportTrajectories implements Callable<Integer> {

    private final Console console;

    @Mixin
    private final ClusterOptions cluster;

    @Mixin
    private final OutputOptions output;

    @Parameters(paramLabel = "FILE", description = "Trajectories, one JSON object a line; - for standard input.")
    private String file = "";

    @Option(names = "--no-redact", description = "Send texts as they are, with the secrets that may be in them.")
    private boolean asTheyAre;

    ImportTrajectories(Console console) {
        this.console = console;
        this.cluster = new ClusterOptions(console);
        this.output = new OutputOptions(console);
    }

    @Override
    public Integer call() {
        Cluster meant = cluster.cluster();
        var redaction = new Redaction(!asTheyAre);
        long count;
        try (var lines = JsonLines.of(TaskBench::trajectory, file, console.in())) {
            count = lines.check(Trajectory::trajectoryId);
            try (var publisher = new Publisher(meant, meant.prefix() + "/cli");
                    Progress progress = Progress.of(console, "imported", count)) {
                lines.forEach(trajectory -> {
                    var _ = publisher.publish(Topic.TRAJECTORIES, redaction.apply(trajectory));
                    progress.at(publisher.acknowledged());
                });
                publisher.flush();
                progress.at(publisher.acknowledged());
            }
        }
        if (output.json()) {
            output.printJson(new Report(count, redaction.texts()));
        } else {
            String redacted = redaction.texts() == 0 ? "" : "; secrets redacted in " + redaction.texts() + " texts";
            console.say("imported " + count + (count == 1 ? " trajectory" : " trajectories") + redacted);
        }
        return Exit.DONE;
    }

    /**
     * What was done.
     *
     * @param redacted texts that held a secret
     */
    private record Report(long imported, long redacted) {}
}
