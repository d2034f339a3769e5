package dev.planline.cli.registry;

import dev.planline.cli.console.Console;
import dev.planline.client.Cluster;
import dev.planline.model.Agent;
import dev.planline.model.RoutingRule;
import dev.planline.wire.Topic;
import java.util.Map;

/** The agents and rules that come with Planline. */
public final class ExampleRegistry {

    private ExampleRegistry() {}

    /** The agents by name. */
    public static Map<String, Agent> agents(Console console) {
        return EntryFile.read(Agent.class, console.home().resolve("examples/agents.yaml").toString(), console);
    }

    /** The rules by id. */
    public static Map<String, RoutingRule> rules(Console console) {
        return EntryFile.read(RoutingRule.class, console.home().resolve("examples/rules.yaml").toString(), console);
    }

    /** Registers them all. */
    public static void apply(Console console, Cluster cluster) {
        new TableEntries<>(cluster, Topic.AGENTS, Agent.class).put(agents(console).values());
        new TableEntries<>(cluster, Topic.RULES, RoutingRule.class).put(rules(console).values());
    }
}
