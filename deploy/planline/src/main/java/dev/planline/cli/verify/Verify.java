package dev.planline.cli.verify;

import dev.planline.chaos.ChaosReport;
import dev.planline.cli.api.ApiOptions;
import dev.planline.cli.chaos.ChaosOptions;
import dev.planline.cli.chaos.ChaosTable;
import dev.planline.cli.console.Console;
import dev.planline.cli.console.Exit;
import dev.planline.cli.console.OutputOptions;
import dev.planline.cli.console.Table;
import dev.planline.client.api.SinkClient;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows whether a sink holds what the log says. */
@Command(name = "verify", mixinStandardHelpOptions = true, description = {
    "Folds the log from offset 0 into a fresh store and compares it with the sink's, partition by partition.",
    "Names the rows that differ, and exits with 1 if any do. The sink goes on meanwhile; it is compared as of when it was asked.",
    "What tells of tasks is compared from where its log begins, since retention takes the start of that away."
}, footer = {"", "Example: planline verify -o json"})
public final class Verify implements Callable<Integer> {

    private final Console console;

    @Mixin
    private final ApiOptions api;

    @Mixin
    private final OutputOptions output;

    @Mixin
    private final ChaosOptions chaos;

    @Option(names = "--work-dir", paramLabel = "DIR", description = "Where the fresh store is made, and deleted again: about as large as the sink's. Default: the folder for temporary files.")
    private @Nullable Path workDirectory;

    private Verify(Console console) {
        this.console = console;
        this.api = new ApiOptions(console);
        this.chaos = new ChaosOptions(console);
        this.output = new OutputOptions(console);
    }

    /** The command. */
    public static CommandLine command(Console console) {
        return new CommandLine(new Verify(console));
    }

    @Override
    public Integer call() {
        if (chaos.wanted()) {
            ChaosReport report = chaos.run(api.cluster()::cluster,
                    (sink, cluster) -> new FoldedPool(console, workDirectory).differences(sink, cluster));
            output.print(report, ChaosTable.of(report));
            report.first().forEach(finding -> console.say(finding.kind() + ": " + finding.message()));
            return report.found() == 0 ? Exit.DONE : Exit.FAILED;
        }
        try (SinkClient client = api.client()) {
            Verification result = new PoolComparison(console, workDirectory).compare(client, api.cluster().cluster());
            print(result);
            return result.equal() ? Exit.DONE : Exit.FAILED;
        }
    }

    private void print(Verification result) {
        if (output.json()) {
            output.printJson(result);
            return;
        }
        var table = Table.of("PARTITION", "FROM", "EQUAL", "DIGEST");
        result.partitions().forEach(
                part -> table.row(part.name(), part.from(), part.equal() ? "yes" : "NO",
                        part.log().isEmpty() ? "-" : part.log().substring(0, 16)));
        output.print(result, table);
        for (Difference difference : result.differences()) {
            console.say(difference.part() + " " + difference.key() + " " + difference.problem());
        }
        if (result.differing() > result.differences().size()) {
            console.say("and " + (result.differing() - result.differences().size()) + " more");
        }
        long cut = result.partitions().stream().filter(part -> part.from() > 0).count();
        if (cut > 0) {
            console.say("retention has taken the start of " + cut + " of " + result.partitions().size()
                    + " parts off the log; those are compared from where they begin now");
        }
        console.say(String.format(Locale.ROOT, "%s: %d events in %.1f s, %.0f a second", result.equal() ? "equal" : "NOT EQUAL",
                result.events(),
                result.seconds(), result.eventsPerSecond()));
    }
}
