package dev.planline.benchmarks.sink;

import dev.planline.benchmarks.report.Figure;
import dev.planline.benchmarks.report.FigureResults;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures the sink. */
@Command(name = "sink", mixinStandardHelpOptions = true, sortOptions = false, description = {
    "Measures the sink on this machine, against a broker of its own: a process as it is deployed, with SQLite."
}, footer = {"", "Example: bench sink storing reading --count 200000"})
public final class SinkBenchmark implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Parameters(paramLabel = "FIGURE", arity = "0..*", description = "Only these: ${COMPLETION-CANDIDATES}. Default: all.")
    List<Part> parts = new ArrayList<>();

    @Option(names = "--long", description = "A million trajectories, minutes of reading and writing: about ten minutes. Default: a hundred thousand, three minutes.")
    boolean longForm;

    @Option(names = "--count", paramLabel = "N", description = "Trajectories on the log before anything is measured, 20000 to 100000000.")
    int count;

    @Option(names = "--rounds", paramLabel = "N", description = "Rounds of each figure that has several. Default: ${DEFAULT-VALUE}.")
    int rounds = 3;

    @Option(names = "--seed", paramLabel = "N", description = "Draws the questions. Default: ${DEFAULT-VALUE}.")
    long seed = 1;

    @Mixin
    FigureResults results = new FigureResults();

    /** What is measured, in this order. */
    enum Part {
        storing,
        restarting,
        asking,
        reading,
        visibility,
        verifying,
        sampling
    }

    /** Not run yet. */
    public SinkBenchmark() {}

    @Override
    public Integer call() throws IOException {
        int trajectories = count != 0 ? count : longForm ? 1_000_000 : 100_000;
        if (trajectories < 20_000 || trajectories > 100_000_000) {
            throw new ParameterException(spec.commandLine(), "--count must lie in 20000..100000000");
        }
        if (rounds < 1) {
            throw new ParameterException(spec.commandLine(), "--rounds must be 1 or more");
        }
        String subject = String.format(Locale.ROOT, "%,d trajectories of 1 KiB in SQLite", trajectories);
        results.publish(subject, seed, measured(trajectories));
        return 0;
    }

    private List<Figure> measured(int trajectories) {
        Set<Part> wanted = parts.isEmpty() ? EnumSet.allOf(Part.class) : EnumSet.copyOf(parts);
        var figures = new ArrayList<Figure>();
        say("writing " + trajectories + " trajectories to the log");
        try (var stage = new Stage(trajectories)) {
            List<Figure> storing = Storing.measure(stage, wanted.contains(Part.storing) ? rounds : 1); // the others need what it stores
            for (Part part : wanted) {
                say(part.name());
                figures.addAll(switch (part) {
                    case storing -> storing;
                    case restarting -> Restarting.measure(stage, rounds);
                    case asking -> Asking.measure(stage, rounds);
                    case reading -> Reading.measure(stage, longForm ? 60 : 10, seed);
                    case visibility -> Visibility.measure(stage, rounds, longForm ? 30 : 5);
                    case verifying -> Verifying.measure(stage, rounds);
                    case sampling -> Sampling.measure(stage, rounds);
                });
            }
        }
        return figures;
    }

    private static void say(String line) {
        System.err.println(line);
    }
}
