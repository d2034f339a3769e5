package dev.planline.benchmarks.startup;

import dev.planline.benchmarks.measure.Broker;
import dev.planline.benchmarks.measure.FreePort;
import dev.planline.benchmarks.measure.Scratch;
import dev.planline.benchmarks.report.Figure;
import dev.planline.benchmarks.report.FigureResults;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures how soon the program works. */
@Command(name = "startup", mixinStandardHelpOptions = true, sortOptions = false, description = {
    "Measures from the start of a process until it says that it is ready: each role before a broker that is there, with and without an AOT cache that is trained as that of the image is; and planline dev, as users start it."
}, footer = {"", "Takes three and a half minutes."})
public final class StartupBenchmark implements Callable<Integer> {

    private static final List<String> ROLES = List.of("planner", "router", "validator", "sink");

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Option(names = "--rounds", paramLabel = "N", description = "Starts of each. Default: ${DEFAULT-VALUE}.")
    int rounds = 5;

    @Mixin
    FigureResults results = new FigureResults();

    /** Not run yet. */
    public StartupBenchmark() {}

    @Override
    public Integer call() throws IOException {
        if (rounds < 1) {
            throw new ParameterException(spec.commandLine(), "--rounds must be 1 or more");
        }
        var figures = new ArrayList<Figure>();
        try (var directory = new Scratch("planline-startup")) {
            try (var broker = new Broker()) {
                figures.addAll(roles(broker.bootstrapServers(), directory));
            }
            dev(directory.resolve("dev-first")); // the first start makes the archive of the launcher
            figures.add(figure("dev, its own broker", Figure.Wanted.atMost(6), round -> dev(directory.resolve("dev-" + round))));
        }
        results.publish("until /readyz answers 200", null, figures);
        return 0;
    }

    private List<Figure> roles(String broker, Scratch directory) {
        Path cache = trained(broker, directory);
        var figures = new ArrayList<Figure>();
        for (String role : ROLES) {
            figures.add(figure(role + ", AOT cache", Figure.Wanted.atMost(1),
                    round -> role(role, List.of("-XX:AOTMode=on", "-XX:AOTCache=" + cache), broker, directory, round)));
            figures.add(figure(role + ", none", null, round -> role(role, List.of("-XX:AOTMode=off"), broker, directory, round)));
        }
        return figures;
    }

    /** Seconds of one start. */
    private interface Start {

        double seconds(int round);
    }

    private Figure figure(String name, Figure.@Nullable Wanted wanted, Start start) {
        var seconds = new ArrayList<Double>();
        for (int round = 1; round <= rounds; round++) {
            seconds.add(start.seconds(round));
        }
        System.err.printf("%s: %s%n", name, seconds);
        return new Figure(name, "s", seconds, wanted, "");
    }

    /** As the image is built: the workers and the example agents carry out the example tasks. */
    private static Path trained(String broker, Scratch directory) {
        Path cache = directory.resolve("planline.aot");
        String examples = Path.of(System.getProperty("planline.home", ""), "examples").toString();
        run("topics", "apply", "--bootstrap-server", broker, "--replication-factor", "1");
        run("agents", "apply", examples + "/agents.yaml", "--bootstrap-server", broker);
        int port = FreePort.find();
        try (var workers = Program.java(List.of("-XX:AOTCacheOutput=" + cache), "dev", "--bootstrap-server", broker, "--port", "0",
                "--management-port", Integer.toString(port), "--data", directory.resolve("training").toString(), "--example-agents")) {
            var _ = workers.awaitReady(port);
            run("submit", examples + "/tasks.jsonl", "--wait", "--bootstrap-server", broker);
        }
        return cache;
    }

    private static void run(String... command) {
        try (var program = Program.java(List.of(), command)) {
            program.awaitEnd();
        }
    }

    private static double role(String role, List<String> jvm, String broker, Scratch directory, int round) {
        int port = FreePort.find();
        var command = new ArrayList<>(List.of(role, "--bootstrap-server", broker, "--set", "management.port=" + port));
        if (role.equals("sink")) {
            command.addAll(List.of("--set", "sink.directory=" + directory.resolve("sink-" + round), "--set", "sink.port=0", "--set",
                    "sink.api.open=true"));
        }
        try (var program = Program.java(jvm, command.toArray(String[]::new))) {
            return program.awaitReady(port);
        }
    }

    private static double dev(Path directory) {
        int port = FreePort.find();
        try (var program = Program.launcher("dev", "--data", directory.toString(), "--kafka-port", "0", "--port", "0", "--management-port",
                Integer.toString(port), "--example-agents")) {
            return program.awaitReady(port);
        }
    }
}
