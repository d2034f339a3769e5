package dev.planline.benchmarks;

import dev.planline.benchmarks.measure.Broker;
import dev.planline.benchmarks.measure.Entry;
import dev.planline.benchmarks.measure.Rounds;
import dev.planline.benchmarks.measure.Series;
import dev.planline.benchmarks.report.Report;
import dev.planline.benchmarks.report.Tables;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures Planline and its peers, and prints what came out. */
@Command(name = "bench", mixinStandardHelpOptions = true, sortOptions = false, description = "Measures Planline and its peers on this machine, against a broker of its own.")
public final class BenchmarkMain implements Callable<Integer> {

    private static final int PARTITIONS = 6;

    @Option(names = "--short", description = "Fewer workloads, records and rounds: less than three minutes. The default.")
    boolean shortForm;

    @Option(names = "--long", description = "Everything, five rounds: about an hour.")
    boolean longForm;

    @Option(names = "--only", paramLabel = "NAME", description = "Only this contender; may stand several times.")
    List<String> only = new ArrayList<>();

    @Option(names = "--workload", paramLabel = "TEXT", description = "Only workloads whose label contains this.")
    String like = "";

    @Option(names = "--seed", paramLabel = "N", description = "Draws the keys. Default: ${DEFAULT-VALUE}.")
    long seed = 1;

    @Option(names = "--results", paramLabel = "FILE", description = "Writes all rounds as JSON.")
    @Nullable Path results;

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
        Form form = longForm ? Form.LONG : Form.SHORT;
        double busy = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        var date = Instant.now();
        var report = Report.of(date, form.name().toLowerCase(Locale.ROOT), seed, busy, measured(form));
        if (results != null) {
            report.write(results);
        }
        switch (output) {
            case table -> Tables.print(report, System.out);
            case json -> System.out.println(report.toJson());
        }
        return 0;
    }

    private List<Entry> measured(Form form) {
        var entries = new ArrayList<Entry>();
        try (var broker = new Broker(); var rounds = new Rounds(broker, PARTITIONS, seed, BenchmarkMain::say)) {
            for (Series series : form.series(only, like)) {
                entries.addAll(rounds.run(series));
            }
        }
        return entries;
    }

    private static void say(String line) {
        System.err.println(line);
    }
}
