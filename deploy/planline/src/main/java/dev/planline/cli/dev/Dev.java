package dev.planline.cli.dev;

import dev.planline.cli.console.CommandFailed;
import dev.planline.cli.console.Console;
import dev.planline.cli.console.Exit;
import dev.planline.cli.console.OutputOptions;
import dev.planline.observability.ManagementServer;
import dev.planline.process.StopSignal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Keeps everything running in one process. */
@Command(name = "dev", mixinStandardHelpOptions = true, description = {
    "Runs a Kafka broker, the planner, the router, the validator and the sink with its API in one process.",
    "It goes on until it is told to stop (Ctrl-C or SIGTERM)."
}, footer = {
    "",
    "Example: planline dev --example-agents",
    "         and then, in another terminal: planline submit --goal \"Build a web shop\" --wait"
})
final class Dev implements Callable<Integer> {

    private final Console console;

    @Mixin
    private final OutputOptions output;

    @Option(names = "--port", paramLabel = "N", defaultValue = "8080", description = "Port of the API; 0 for a free one. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(names = "--bootstrap-server", paramLabel = "HOST:PORT", description = "Works on a cluster that is there, without a broker of its own; one at a time.")
    private @Nullable String bootstrapServer;

    @Option(names = "--kafka-port", paramLabel = "N", defaultValue = "9092", description = "Port of the broker; 0 for a free one. Default: ${DEFAULT-VALUE}.")
    private int kafkaPort;

    @Option(names = "--management-port", paramLabel = "N", defaultValue = "0", description = "Port of health and metrics, open to other machines; 0 for none. Default: ${DEFAULT-VALUE}.")
    private int managementPort;

    @Option(names = "--data", paramLabel = "DIR", defaultValue = "planline-data", description = "Where everything is kept for the next time. Default: ${DEFAULT-VALUE}.")
    private Path directory = Path.of("");

    @Option(names = "--example-agents", description = "Registers the example agents and rules and lets the agents carry out plans, as a simulation.")
    private boolean exampleAgents;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "0", description = "Seed of the simulation. Default: ${DEFAULT-VALUE}.")
    private long seed;

    Dev(Console console) {
        this.console = console;
        this.output = new OutputOptions(console);
    }

    @Override
    public Integer call() {
        long begin = System.nanoTime();
        if (bootstrapServer == null) {
            Ports.requireFree(kafkaPort, "--kafka-port");
        }
        Ports.requireFree(port, "--port");
        Ports.requireFree(managementPort, "--management-port");
        makeDirectory();
        console.say(bootstrapServer == null ? "starting a broker and the workers ..." : "starting the workers ...");
        try (var signal = new StopSignal()) {
            try (DevMode dev = DevMode.start(settings(), console);
                    ManagementServer _ = managementPort == 0 ? null : dev.manage(managementPort)) {
                CompletableFuture<?> over = CompletableFuture.anyOf(signal.received(), dev.stopped());
                Readiness.await(dev, over);
                if (!over.isDone()) {
                    announce(dev, System.nanoTime() - begin);
                }
                over.join();
            }
            signal.end(Exit.DONE);
        } catch (CompletionException e) {
            throw CommandFailed.because("a worker stopped: " + e.getMessage());
        } catch (IOException e) {
            throw CommandFailed.because("--management-port: " + e.getMessage());
        }
        return Exit.DONE;
    }

    private DevSettings settings() {
        return new DevSettings(bootstrapServer, port, kafkaPort, directory, exampleAgents, seed, DevSettings.tracing(console));
    }

    private void makeDirectory() {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw CommandFailed.badInput("--data: cannot make the folder " + directory.toAbsolutePath() + " (" + e + ")");
        }
    }

    private void announce(DevMode dev, long nanos) {
        String api = "http://127.0.0.1:" + dev.apiPort();
        if (output.json()) {
            var line = new LinkedHashMap<String, Object>(Map.of("bootstrapServers", dev.cluster().bootstrapServers(), "api", api));
            line.put("readySeconds", Readiness.seconds(nanos));
            output.printJson(line);
            return;
        }
        console.say("ready after " + Readiness.seconds(nanos) + " s: Kafka at " + dev.cluster().bootstrapServers() + ", API at " + api
                + ", data in " + directory.toAbsolutePath());
        if (exampleAgents) {
            console.say("the example agents only simulate what they report (seed " + seed + ")");
        } else {
            console.say("no agents are registered by this command; see 'planline agents apply --help', or restart with --example-agents");
        }
        console.say("stop it with Ctrl-C");
    }
}
