package dev.planline.cli.registry;

import dev.planline.cli.console.ClusterOptions;
import dev.planline.cli.console.CommandFailed;
import dev.planline.cli.console.Console;
import dev.planline.cli.console.Exit;
import dev.planline.cli.console.OutputOptions;
import dev.planline.client.Cluster;
import dev.planline.model.Agent;
import dev.planline.model.Plan;
import dev.planline.model.RoutingRule;
import dev.planline.router.RuleCheck;
import dev.planline.router.RulePreview;
import dev.planline.wire.Topic;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Publishes routing rules, or replaces them. */
@Command(name = "apply", mixinStandardHelpOptions = true, description = {
    "Publishes the rules of a file, or replaces those of the same id. All of them are checked first,",
    "against the registered agents and the other rules."
}, footer = {"", "Example: planline rules apply examples/rules.yaml --dry-run"})
final class ApplyRules implements Callable<Integer> {

    private final Console console;

    @Mixin
    private final ClusterOptions cluster;

    @Mixin
    private final OutputOptions output;

    @Option(names = "--force", description = "Publishes rules that name unknown agents, contradict others or are never reached.")
    private boolean force;

    @Option(names = "--dry-run", description = "Applies nothing; shows which steps of recent plans would be routed differently.")
    private boolean dryRun;

    @Option(names = "--recent", paramLabel = "N", description = "How many of the last plans a dry run looks at. Default: ${DEFAULT-VALUE}.")
    private int recent = 100;

    @Parameters(paramLabel = "FILE", description = "YAML or JSON; - for standard input.")
    private String file = "";

    ApplyRules(Console console) {
        this.console = console;
        this.cluster = new ClusterOptions(console);
        this.output = new OutputOptions(console);
    }

    @Override
    public Integer call() {
        if (recent < 1) {
            throw CommandFailed.badInput("--recent: is " + recent + "; must be 1 or more");
        }
        Map<String, RoutingRule> rules = EntryFile.read(RoutingRule.class, file, console);
        Cluster meant = cluster.cluster();
        var table = new TableEntries<>(meant, Topic.RULES, RoutingRule.class);
        Map<String, RoutingRule> before = table.read();
        var after = new HashMap<>(before);
        after.putAll(rules);
        Map<String, Agent> agents = new TableEntries<>(meant, Topic.AGENTS, Agent.class).read();
        List<String> problems = problems(rules.keySet(), after, agents);
        if (!problems.isEmpty() && !force) {
            throw CommandFailed.badInput("nothing was applied (--force applies them all the same):\n  " + String.join("\n  ", problems));
        }
        problems.forEach(console::say);
        if (dryRun) {
            List<Plan> plans = RecentPlans.read(meant, recent);
            new DryRun(plans.size(), RulePreview.changes(plans, agents, before.values(), after.values(), Instant.now())).report(console,
                    output);
            return Exit.DONE;
        }
        table.put(rules.values());
        Applied.report(console, output, "applied", "rules", rules.keySet());
        return Exit.DONE;
    }

    /** What is wrong with the new rules once they stand among the others. */
    private static List<String> problems(Set<String> rules, Map<String, RoutingRule> all, Map<String, Agent> agents) {
        return RuleCheck.problems(all.values(), agents).stream()
                .filter(problem -> rules.stream().anyMatch(id -> problem.startsWith(id + ":") || problem.startsWith(id + ".")))
                .toList();
    }
}
