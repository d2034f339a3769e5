package dev.planline.cli.registry;

import dev.planline.cli.console.Console;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Makes the commands {@code agents} and {@code rules}. */
public final class RegistryCommands {

    private RegistryCommands() {}

    /** The command {@code agents}. */
    public static CommandLine agents(Console console) {
        return new CommandLine(new Agents())
                .addSubcommand("apply", new ApplyAgents(console))
                .addSubcommand("list", new ListAgents(console))
                .addSubcommand("remove", new RemoveAgents(console));
    }

    /** The command {@code rules}. */
    public static CommandLine rules(Console console) {
        return new CommandLine(new Rules())
                .addSubcommand("apply", new ApplyRules(console))
                .addSubcommand("list", new ListRules(console))
                .addSubcommand("remove", new RemoveRules(console));
    }

    @Command(name = "agents", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND", description = "The registry of agents, which planner, router, validator and sink share.", footer = {
        "", "Example: planline agents apply examples/agents.yaml"})
    private static final class Agents {}

    @Command(name = "rules", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND", description = "The routing rules, which the router tries before it compares agents.", footer = {
        "", "Example: planline rules apply examples/rules.yaml"})
    private static final class Rules {}
}
