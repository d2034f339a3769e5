package dev.planline.cli.control;

import dev.planline.cli.console.ClusterOptions;
import dev.planline.cli.console.CommandFailed;
import dev.planline.cli.console.Console;
import dev.planline.cli.console.Exit;
import dev.planline.cli.console.OutputOptions;
import dev.planline.model.Bounds;
import dev.planline.model.StageControl;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
/** Limits a stage. */
@Command(name = "limit", mixinStandardHelpOptions = true, description = "Limits how much each worker of a stage does; what is not named stays.", footer = {
    "",
    "Example: planline workers limit planner --rate 5 --concurrency 20"})
final class Limit implements Callable<Integer> {

    @Mixin
    private final ClusterOptions cluster;

    @Mixin
    private final OutputOptions output;

    @Parameters(paramLabel = "STAGE", description = "planner, router or validator.")
    private String stage = "";

    @Option(names = "--rate", paramLabel = "N", description = "Most messages begun in a second; 0 for no limit.")
    private @Nullable Double rate;

    @Option(names = "--concurrency", paramLabel = "N", description = "Most messages handled at once.")
    private @Nullable Integer concurrency;

    @Option(names = "--as-set", description = "Forgets earlier limits: the workers' settings hold again.")
    private boolean asSet;

    Limit(Console console) {
        this.cluster = new ClusterOptions(console);
        this.output = new OutputOptions(console);
    }

    @Override
    public Integer call() {
        if (!asSet && rate == null && concurrency == null) {
            throw CommandFailed.badInput("what is to be limited? Name --rate, --concurrency or --as-set");
        }
        if (rate != null && !(rate >= 0 && rate <= Bounds.AMOUNT)) {
            throw CommandFailed.badInput("--rate: is " + rate + "; must be 0 or more, and at most " + Bounds.AMOUNT);
        }
        if (concurrency != null && concurrency < 1) {
            throw CommandFailed.badInput("--concurrency: is " + concurrency + "; must be 1 or more");
        }
        StageControl changed = new ControlTable(cluster.cluster()).change(stage, was -> new StageControl(stage, was.paused(),
                rate != null || asSet ? rate : was.ratePerSecond(), concurrency != null || asSet ? concurrency : was.concurrency(),
                was.reason()));
        ControlReport.print(output, List.of(changed));
        return Exit.DONE;
    }
}
