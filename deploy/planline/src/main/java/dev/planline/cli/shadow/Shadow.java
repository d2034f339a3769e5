package dev.planline.cli.shadow;

import dev.planline.cli.console.ClusterOptions;
import dev.planline.cli.console.CommandFailed;
import dev.planline.cli.console.Console;
import dev.planline.cli.console.Exit;
import dev.planline.cli.console.OutputOptions;
import dev.planline.cli.console.Progress;
import dev.planline.cli.console.Table;
import dev.planline.cli.registry.EntryFile;
import dev.planline.client.Cluster;
import dev.planline.model.RoutingRule;
import dev.planline.settings.Settings;
import dev.planline.settings.SettingsReader;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a stage over recorded inputs and shows where it decides otherwise than was recorded. */
@Command(name = "shadow", mixinStandardHelpOptions = true, description = {
    "Runs a stage of this build over the inputs on the log and shows where it decides otherwise than was recorded. Publishes nothing.",
    "Each decision is made with the agents, rules and trajectories of its time, as far as the log still holds them."
}, footer = {"", "Example: planline shadow router --from 2h --rules new-rules.yaml"})
final class Shadow implements Callable<Integer> {

    private final Console console;

    @Mixin
    private final ClusterOptions cluster;

    @Mixin
    private final OutputOptions output;

    @Parameters(paramLabel = "STAGE", description = "planner, router or validator.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private ShadowStage stage;

    @Option(names = "--from", paramLabel = "WHEN", defaultValue = "1h", description = "Inputs since then: beginning, a time ago such as 30m or 2h, or a time such as 2026-01-31T08:00:00Z. Default: ${DEFAULT-VALUE}.")
    private String from = "";

    @Option(names = "--limit", paramLabel = "N", defaultValue = "10000", description = "At most the last N of them. Default: ${DEFAULT-VALUE}.")
    private int limit;

    @Option(names = "--rules", paramLabel = "FILE", description = "The router decides by the rules of this file instead of those on record; - for standard input.")
    private @Nullable String rules;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "A setting of the stage, for example router.exploration=0. May be repeated.")
    private final Map<String, String> settings = new LinkedHashMap<>();

    Shadow(Console console) {
        this.console = console;
        this.cluster = new ClusterOptions(console);
        this.output = new OutputOptions(console);
    }

    @Override
    public Integer call() {
        if (limit < 1) {
            throw CommandFailed.badInput("--limit: is " + limit + "; must be 1 or more");
        }
        if (rules != null && stage != ShadowStage.ROUTER) {
            throw CommandFailed.badInput("--rules: only the router goes by rules, the " + stage + " does not");
        }
        Instant since = Start.of(from, Instant.now());
        Map<String, RoutingRule> instead = rules == null ? null : EntryFile.read(RoutingRule.class, rules, console);
        Settings read = settings();
        Cluster meant = cluster.cluster();
        List<Input> inputs = new History(meant, stage.spec().name()).inputs(stage.reads(), since, limit);
        if (inputs.isEmpty()) {
            throw CommandFailed.badInput("--from " + from + ": the " + stage + " has no inputs since " + since);
        }
        Rehearsal rehearsal = stage.rehearsal(meant, read, console.environment()::get, inputs.getFirst().decidedAt(), instead);
        var comparison = new Comparison();
        try (Progress progress = Progress.of(console, "decided", inputs.size())) {
            for (Input input : inputs) {
                comparison.add(input, rehearsal.decide(input));
                progress.at(comparison.inputs());
            }
        }
        report(comparison.result(stage.toString()));
        return Exit.DONE;
    }

    private Settings settings() {
        var overrides = new HashMap<>(settings);
        overrides.putAll(cluster.overrides());
        overrides.putIfAbsent("bootstrap.servers", cluster.cluster().bootstrapServers());
        return SettingsReader.of(stage.spec().allKeys()).read(cluster.file(), console.environment(), overrides);
    }

    private void report(Comparison.Result result) {
        var table = Table.of("TASK", "INPUT", "WHAT", "RECORDED", "NOW");
        result.changes().forEach(change -> table.row(change.taskId(), change.input(), change.what(), change.recorded(), change.now()));
        if (output.json() || !result.changes().isEmpty()) {
            output.print(result, table);
        }
        console.say(result.summary());
    }
}
