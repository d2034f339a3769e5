package dev.planline.cli.pool;

import dev.planline.cli.console.ClusterOptions;
import dev.planline.cli.console.CommandFailed;
import dev.planline.cli.console.Console;
import dev.planline.cli.console.Exit;
import dev.planline.cli.console.JsonLines;
import dev.planline.cli.console.OutputOptions;
import dev.planline.cli.console.Progress;
import dev.planline.cli.console.Splitter;
import dev.planline.cli.dataset.TaskBench;
import dev.planline.client.Cluster;
import dev.planline.client.Publisher;
import dev.planline.exchange.Atif;
import dev.planline.model.Trajectory;
import dev.planline.wire.Decoded;
import dev.planline.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Appends trajectories to the log. */
@Command(name = "import", mixinStandardHelpOptions = true, description = {
    "Appends trajectories to the log, from which the sink folds them. A file has one JSON object a line, or documents of ATIF;",
    "all are checked before the first is sent. An id that is in the pool already stays as it is.",
    "Keys, tokens and passwords in texts become marks first, unless --no-redact is given.",
    "Solved requests in the form of TaskBench (user_request, task_nodes, task_links) are taken as successful trajectories."
}, footer = {"", "Example: planline trajectories import good.jsonl", "Example: planline trajectories import --format atif trajectory.json"})
final class ImportTrajectories implements Callable<Integer> {

    private static final String ATIF_MARK = "\"ATIF-v";

    private final Console console;

    @Mixin
    private final ClusterOptions cluster;

    @Mixin
    private final OutputOptions output;

    @Parameters(paramLabel = "FILE", description = "Trajectories; - for standard input.")
    private String file = "";

    @Option(names = "--format", paramLabel = "FORMAT", description = "jsonl or atif. Default: atif for *.atif, *.atif.json and *.atif.jsonl, else jsonl.")
    private @Nullable Format format;

    @Option(names = "--skip-bad", description = "Send the good ones where others are bad, and say which were skipped.")
    private boolean skipBad;

    @Option(names = "--no-redact", description = "Send texts as they are, with the secrets that may be in them.")
    private boolean asTheyAre;

    ImportTrajectories(Console console) {
        this.console = console;
        this.cluster = new ClusterOptions(console);
        this.output = new OutputOptions(console);
    }

    @Override
    public Integer call() {
        Format wanted = Format.of(format, file);
        if (wanted == Format.PARQUET) {
            throw CommandFailed.badInput("parquet is for training and is not read; import jsonl or atif");
        }
        Cluster meant = cluster.cluster();
        var redaction = new Redaction(!asTheyAre);
        try (var values = read(wanted)) {
            long count = values.check(Trajectory::trajectoryId, skipBad ? console::say : null);
            try (var publisher = new Publisher(meant, meant.prefix() + "/cli");
                    Progress progress = Progress.of(console, "imported", count)) {
                values.forEach(trajectory -> {
                    var _ = publisher.publish(Topic.TRAJECTORIES, redaction.apply(trajectory));
                    progress.at(publisher.acknowledged());
                });
                publisher.flush();
                progress.at(publisher.acknowledged());
            }
            report(new Report(count, values.skipped(), redaction.texts()));
        }
        return Exit.DONE;
    }

    private JsonLines<Trajectory> read(Format wanted) {
        return wanted == Format.ATIF
                ? JsonLines.of(text -> Atif.read(text.getBytes(StandardCharsets.UTF_8)), Splitter.OBJECTS, file, console.in())
                : JsonLines.of(ImportTrajectories::trajectory, Splitter.LINES, file, console.in());
    }

    private static Decoded<Trajectory> trajectory(String line) {
        Decoded<Trajectory> decoded = TaskBench.trajectory(line);
        return decoded instanceof Decoded.Malformed<Trajectory> && line.contains(ATIF_MARK)
                ? new Decoded.Malformed<>("", "is of a document of ATIF; import it with --format atif")
                : decoded;
    }

    private void report(Report report) {
        if (output.json()) {
            output.printJson(report);
            return;
        }
        console.say("imported " + report.imported() + (report.imported() == 1 ? " trajectory" : " trajectories")
                + (report.skipped() == 0 ? "" : "; skipped " + report.skipped() + " bad")
                + (report.redacted() == 0 ? "" : "; redacted secrets in " + report.redacted() + " texts"));
    }

    /**
     * What was done.
     *
     * @param redacted texts that held a secret
     */
    private record Report(long imported, long skipped, long redacted) {}
}
