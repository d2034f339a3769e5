package dev.planline.benchmarks;

import dev.planline.benchmarks.contender.Contenders;
import dev.planline.benchmarks.decisions.DecisionsMain;
import dev.planline.benchmarks.measure.Broker;
import dev.planline.benchmarks.measure.Entry;
import dev.planline.benchmarks.measure.Heap;
import dev.planline.benchmarks.measure.Redo;
import dev.planline.benchmarks.measure.Rounds;
import dev.planline.benchmarks.measure.Series;
import dev.planline.benchmarks.report.Plot;
import dev.planline.benchmarks.report.Report;
import dev.planline.benchmarks.report.Tables;
import dev.planline.benchmarks.scaling.ScalingBenchmark;
import dev.planline.benchmarks.sink.SinkBenchmark;
import dev.planline.benchmarks.startup.StartupBenchmark;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures Planline and its peers, and prints what came out. */
@Command(name = "bench", subcommands = {DecisionsMain.class,
    SinkBenchmark.class,
    ScalingBenchmark.class,
    StartupBenchmark.class}, mixinStandardHelpOptions = true, sortOptions = false, description = "Measures Planline and its peers on this machine, against a broker of its own.")
public final class BenchmarkMain implements Callable<Integer> {

    private static final int PARTITIONS = 6;
    private static final List<Integer> BACKLOGS = List.of(100_000, 1_000_000);

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Option(names = "--short", description = "Fewer workloads, records and rounds: less than three minutes. The default.")
    boolean shortForm;

    @Option(names = "--long", description = "Everything, five rounds: an hour and a half.")
    boolean longForm;

    @Option(names = "--only", paramLabel = "NAME", description = "Only this contender; may stand several times.")
    List<String> only = new ArrayList<>();

    @Option(names = "--workload", paramLabel = "TEXT", description = "Only the workload of this label, or those that contain it; or `redo`, or `heap`.")
    String like = "";

    @Option(names = "--rounds", paramLabel = "N", description = "Rounds that count. Default: 2 in the short form, 5 in the long one.")
    int rounds;

    @Option(names = "--seed", paramLabel = "N", description = "Draws the keys. Default: ${DEFAULT-VALUE}.")
    long seed = 1;

    @Option(names = "--results", paramLabel = "FILE", description = "Writes all rounds as JSON. Default: none; for the whole long form, a file of the day in benchmarks/results.")
    @Nullable Path results;

    @Option(names = "--from", paramLabel = "FILE", description = "Measures nothing; reads what --results wrote; may stand several times, for parts of a run.")
    List<Path> from = new ArrayList<>();

    @Option(names = "--plot", paramLabel = "FILE", description = "Draws the results as SVG.")
    @Nullable Path plot;

    @Option(names = {"-o", "--output"}, paramLabel = "FORMAT", description = "table or json. Default: ${DEFAULT-VALUE}.")
    Output output = Output.table;

    /** How the outcome is printed. */
    enum Output {
        table,
        json
    }

    private BenchmarkMain() {}

    /** Runs the benchmarks. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new BenchmarkMain()).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        check();
        Form form = longForm ? Form.LONG : Form.SHORT;
        Report report = from.isEmpty() ? measured(form) : parts();
        Path file = results == null && longForm && whole() ? kept(report) : results;
        if (file != null) {
            report.write(file);
            say("wrote " + file);
        }
        if (plot != null) {
            Files.writeString(plot, Plot.of(report));
        }
        switch (output) {
            case table -> Tables.print(report, System.out);
            case json -> System.out.println(report.toJson());
        }
        return 0;
    }

    private Report parts() throws IOException {
        try {
            return Report.read(from);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--from: " + e.getMessage(), e);
        }
    }

    private boolean whole() {
        return from.isEmpty() && only.isEmpty() && like.isEmpty() && rounds == 0;
    }

    /** Where the results of a long run are kept. */
    private static Path kept(Report report) {
        String day = report.date().truncatedTo(ChronoUnit.DAYS).toString().substring(0, "2026-01-01".length());
        return Path.of(System.getProperty("planline.home", ""), "benchmarks", "results", day + ".json");
    }

    private void check() {
        if (rounds < 0) {
            throw new ParameterException(spec.commandLine(), "--rounds must be 1 or more");
        }
        for (String name : only) {
            try {
                var _ = Contenders.named(name);
            } catch (IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), "--only: " + e.getMessage(), e);
            }
        }
    }

    private Report measured(Form form) {
        List<Series> all = form.series(only, like, rounds == 0 ? form.rounds() : rounds);
        boolean redo = probed("redo", form);
        boolean heap = probed("heap", form);
        if (all.isEmpty() && !redo && !heap) {
            throw new ParameterException(spec.commandLine(), "no workload contains \"" + like + "\" and has such contenders; there are "
                    + form.workloads().map(workload -> "\"" + workload.label() + "\"").toList() + ", \"redo\" and \"heap\"");
        }
        double busy = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        var date = Instant.now();
        var entries = new ArrayList<Entry>();
        var heaps = new ArrayList<Heap>();
        try (var broker = new Broker()) {
            try (var runner = new Rounds(broker, PARTITIONS, seed, BenchmarkMain::say)) {
                all.forEach(series -> entries.addAll(runner.run(series)));
            }
            Redo repeated = redo ? Redo.measure(broker, PARTITIONS, seed) : null;
            if (heap) {
                BACKLOGS.forEach(waiting -> heaps.add(Heap.measure(broker, PARTITIONS, seed, waiting)));
            }
            return Report.of(date, form.name().toLowerCase(Locale.ROOT), seed, busy, entries, repeated, heaps);
        }
    }

    /** Whether this is measured: in the long form, unless only something else is wanted; in the short one, if it is wanted. */
    private boolean probed(String name, Form form) {
        return like.isEmpty() ? form == Form.LONG && only.isEmpty() : name.contains(like);
    }

    private static void say(String line) {
        System.err.println(line);
    }
}
