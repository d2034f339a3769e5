package dev.planline.cli.pool;

import dev.planline.cli.console.Console;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Makes the commands {@code trajectories} and {@code replay}. */
public final class PoolCommands {

    private PoolCommands() {}

    /** The command {@code trajectories}. */
    public static CommandLine trajectories(Console console) {
        return new CommandLine(new Trajectories())
                .addSubcommand("list", new ListTrajectories(console))
                .addSubcommand("show", new ShowTrajectory(console))
                .addSubcommand("lineage", new ShowLineage(console))
                .addSubcommand("stats", new ShowStatistics(console))
                .addSubcommand("diverse", new ShowDiverse(console))
                .addSubcommand("pairs", new ShowPairs(console))
                .addSubcommand("parents", new DrawParents(console))
                .addSubcommand("import", new ImportTrajectories(console))
                .addSubcommand("export", new ExportTrajectories(console));
    }

    /** The command {@code replay}. */
    public static CommandLine replay(Console console) {
        return new CommandLine(new Replay())
                .addSubcommand("tables", new ListTables(console))
                .addSubcommand("sample", new Sample(console))
                .addSubcommand("prioritize", new Prioritize(console));
    }

    @Command(name = "trajectories", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND", description = "The pool of trajectories: what agents did on tasks.", footer = {
        "", "Example: planline trajectories list --outcome success"})
    private static final class Trajectories {}

    @Command(name = "replay", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND", description = "The replay buffer: tables to sample trajectories from.", footer = {
        "", "Example: planline replay sample uniform -n 8 --seed 1"})
    private static final class Replay {}
}
