package dev.planline.benchmarks.scaling;

import dev.planline.benchmarks.measure.Broker;
import dev.planline.benchmarks.report.Figure;
import dev.planline.benchmarks.report.FigureResults;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures what more workers of a stage bring. */
@Command(name = "scaling", mixinStandardHelpOptions = true, sortOptions = false, description = {
    "Measures one, two and four workers of a stage whose records take 10 ms each: how many pass in a second, and for how long a partition stands still while workers come and go."
}, footer = {"", "Example: bench scaling --heartbeat 5"})
public final class ScalingBenchmark implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Option(names = "--long", description = "Three rounds with windows of 10 s: about nine minutes. Default: one round with windows of 5 s, two and a half minutes.")
    boolean longForm;

    @Option(names = "--concurrency", paramLabel = "N", description = "Records that a worker handles at once, 1 to 100. Default: ${DEFAULT-VALUE}.")
    int concurrency = 10;

    @Option(names = "--heartbeat", paramLabel = "SECONDS", description = "How often members of the group ask for news, 1 to 15; Kafka's default is 5. Default: ${DEFAULT-VALUE}.")
    int heartbeat = 1;

    @Mixin
    FigureResults results = new FigureResults();

    /** Not run yet. */
    public ScalingBenchmark() {}

    @Override
    public Integer call() throws IOException {
        check("--concurrency", concurrency, 100);
        check("--heartbeat", heartbeat, 15);
        List<Figure> figures = measured(longForm ? 3 : 1, Duration.ofSeconds(longForm ? 10 : 5));
        String subject = "%d records at once in a worker, 10 ms each; 12 partitions; heartbeat %d s".formatted(concurrency, heartbeat);
        results.publish(subject, null, figures);
        return 0;
    }

    private List<Figure> measured(int rounds, Duration window) {
        try (var broker = new Broker();
                var rescaling = new Rescaling(broker, concurrency, window, Duration.ofSeconds(heartbeat), ScalingBenchmark::say)) {
            for (int round = 1; round <= rounds; round++) {
                say("round " + round);
                rescaling.run("round-" + round);
            }
            return rescaling.figures();
        }
    }

    private static void say(String line) {
        System.err.println(line);
    }

    private void check(String option, int value, int most) {
        if (value < 1 || value > most) {
            throw new ParameterException(spec.commandLine(), option + " must lie in 1.." + most);
        }
    }
}
