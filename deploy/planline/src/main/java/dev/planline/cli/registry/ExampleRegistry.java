package dev.planline.cli.registry;

import dev.planline.cli.console.Console;
import dev.planline.client.Cluster;
import dev.planline.model.Agent;
import dev.planline.model.RoutingRule;
import dev.planline.wire.Topic;

/** The agents and rules that come with Planline. */
public final class ExampleRegistry {

    private ExampleRegistry() {}

    /** Registers them all. */
    public static void apply(Console console, Cluster cluster) {
        var agents = EntryFile.read(Agent.class, console.home().resolve("examples/agents.yaml").toString(), console);
        var rules = EntryFile.read(RoutingRule.class, console.home().resolve("examples/rules.yaml").toString(), console);
        new TableEntries<>(cluster, Topic.AGENTS, Agent.class).put(agents.values());
        new TableEntries<>(cluster, Topic.RULES, RoutingRule.class).put(rules.values());
    }
}
