package dev.planline.cli.worker;

import dev.planline.cli.console.ClusterOptions;
import dev.planline.cli.console.Console;
import dev.planline.process.ServiceProcess;
import dev.planline.process.ServiceSpec;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs a service against a cluster until SIGTERM or Ctrl-C. */
@Command(mixinStandardHelpOptions = true, footer = {"",
    "Runs until it is told to stop (SIGTERM or Ctrl-C), then finishes what it has begun. Two of a kind share the partitions.",
    "All settings are in docs/configuration.md.", "",
    "Example: planline ${COMMAND-NAME} --bootstrap-server broker:9092 --set management.port=9100"})
abstract class RunService implements Callable<Integer> {

    private final Console console;
    private final ServiceSpec spec;

    @Mixin
    private final ClusterOptions cluster;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "A setting; wins over the file and the environment. May be repeated.")
    private final Map<String, String> settings = new LinkedHashMap<>();

    RunService(Console console, ServiceSpec spec) {
        this.console = console;
        this.spec = spec;
        this.cluster = new ClusterOptions(console);
    }

    @Override
    public Integer call() {
        var overrides = new HashMap<>(settings);
        overrides.putAll(cluster.overrides());
        return ServiceProcess.run(spec, cluster.file(), console.environment(), overrides, console.err());
    }
}
