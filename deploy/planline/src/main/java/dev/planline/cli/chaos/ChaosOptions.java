package dev.planline.cli.chaos;

import dev.planline.chaos.ChaosImpossible;
import dev.planline.chaos.ChaosReport;
import dev.planline.chaos.ChaosRun;
import dev.planline.chaos.ChaosSettings;
import dev.planline.chaos.PoolCheck;
import dev.planline.chaos.fault.FaultKind;
import dev.planline.cli.console.AtExit;
import dev.planline.cli.console.CommandFailed;
import dev.planline.cli.console.Console;
import dev.planline.cli.console.Durations;
import dev.planline.cli.console.Progress;
import dev.planline.cli.console.TemporaryDirectory;
import dev.planline.cli.registry.ExampleRegistry;
import dev.planline.client.Cluster;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The options of a run that tries a cluster under faults, and the run itself. */
public final class ChaosOptions {

    private static final double USUAL_RATE = 100;
    private static final int MOST_SEEDS = 1_000_000_000;
    private static final int MOST_TASKS = 10_000_000;
    private static final int MOST_WORKERS = 50;
    private static final Duration SHORTEST_PACE = Duration.ofMillis(100);

    private final Console console;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    @Option(names = "--chaos", description = {
        "Instead: sends tasks through workers that it starts, under a prefix of its own, and checks that none is lost, doubled or out of order."})
    private boolean wanted;

    @Option(names = "--tasks", paramLabel = "N", description = "With --chaos: how many tasks, at most 10000000. Default: 10000.")
    private int tasks = 10_000;

    @Option(names = "--rate", paramLabel = "N", description = "With --chaos: at most so many tasks a second. Default: as many as can be under way.")
    private double rate;

    @Option(names = "--for", paramLabel = "TIME", converter = Durations.class, description = "With --chaos: goes on for so long at this --rate (default: 100), instead of --tasks; for seeing that memory stays flat.")
    private @Nullable Duration lasts;

    @Option(names = "--seed", paramLabel = "N", description = "With --chaos: draws the same tasks and faults again. Default: a fresh one, which is shown.")
    private @Nullable Long seed;

    @Option(names = "--faults", split = ",", paramLabel = "NAME", description = {
        "With --chaos: what goes wrong meanwhile: worker-kill, worker-pause, worker-restart, or workers for all three; default: none.",
        "With --local-brokers also broker-kill, leader-kill, majority-kill, broker-pause, broker-restart, disk-full, net-drop, net-delay,"
                + " net-half-open, net-reset, net-blackhole, or brokers for those, or all; default: all."})
    private @Nullable List<String> faults;

    @Option(names = "--pace", paramLabel = "TIME", converter = Durations.class, description = "With --chaos: how long a fault lasts on average, and how long it is quiet between two. Default: 3s.")
    private Duration pace = Duration.ofSeconds(3);

    @Option(names = "--heals", paramLabel = "TIME", converter = Durations.class, description = "With --chaos: longest time after the last fault until nothing is left. Default: 2m.")
    private Duration heals = Duration.ofMinutes(2);

    @Option(names = "--workers", paramLabel = "N", description = "With --chaos: how many workers of each stage, at most 50. Default: 2.")
    private int workers = 2;

    @Option(names = "--local-brokers", description = "With --chaos: on three brokers that it starts on this machine, instead of your cluster. Not in the image.")
    private boolean localBrokers;

    @Option(names = "--keep", paramLabel = "DIR", description = "With --chaos: keeps the output of all processes here. Default: a folder that is deleted if nothing was found.")
    private @Nullable Path keep;

    /** Shows how it goes on this console. */
    public ChaosOptions(Console console) {
        this.console = console;
    }

    /**
     * Whether such a run is wanted.
     *
     * @throws CommandFailed if it is not, but some option is given that only such a run has
     */
    public boolean wanted() {
        if (!wanted) {
            line().matchedOptions().stream()
                    .filter(option -> option.userObject() instanceof Field field && field.getDeclaringClass() == ChaosOptions.class)
                    .findFirst()
                    .ifPresent(option -> expect(false, option.longestName() + ": is for runs with --chaos; add that, or leave it out"));
        }
        return wanted;
    }

    /** Runs it, and says meanwhile how it goes. */
    public ChaosReport run(Supplier<Cluster> theirs, PoolCheck poolCheck) {
        long drawn = seed == null ? new SecureRandom().nextInt(MOST_SEEDS) : seed;
        List<FaultKind> kinds = kinds();
        expectSense();
        try {
            return keep == null ? runAndTidy(drawn, kinds, theirs, poolCheck) : run(drawn, kinds, made(keep), theirs, poolCheck);
        } catch (ChaosImpossible e) {
            throw CommandFailed.because(String.valueOf(e.getMessage()));
        }
    }

    /** The output of all processes stays if somebody will want to look at it. */
    private ChaosReport runAndTidy(long drawn, List<FaultKind> kinds, Supplier<Cluster> theirs, PoolCheck poolCheck) {
        try (var directory = new TemporaryDirectory(null, "planline-chaos")) {
            try {
                ChaosReport report = run(drawn, kinds, directory.path(), theirs, poolCheck);
                if (report.found() > 0) {
                    keep(directory);
                }
                return report;
            } catch (RuntimeException e) {
                keep(directory);
                throw e;
            }
        }
    }

    private void keep(TemporaryDirectory directory) {
        directory.keep();
        console.say("the output of all processes stays in " + directory.path());
    }

    private ChaosReport run(long drawn, List<FaultKind> kinds, Path directory, Supplier<Cluster> theirs, PoolCheck poolCheck) {
        console.say("seed " + drawn + ", output of all processes in " + directory);
        var settings = new ChaosSettings(drawn, tasks(), perSecond(), kinds, pace, heals, workers,
                localBrokers ? null : own(theirs.get(), drawn),
                registry(),
                directory);
        try (Progress progress = Progress.of(console, "tasks", tasks());
                var run = new ChaosRun(settings, poolCheck, new Told(console, progress));
                var _ = new AtExit(run::close)) { // so that Ctrl-C leaves no process behind
            return run.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailed.because("interrupted");
        }
    }

    private int tasks() {
        return lasts == null ? tasks : (int) Math.max(1, lasts.toMillis() / 1e3 * perSecond());
    }

    private double perSecond() {
        return lasts != null && rate == 0 ? USUAL_RATE : rate;
    }

    private void expectSense() {
        expect(!given("--tasks") || lasts == null, "--tasks and --for exclude each other: the rate and the time say how many there are");
        expect(tasks >= 1 && tasks <= MOST_TASKS, "--tasks: is " + tasks + "; must be 1 to " + MOST_TASKS);
        expect(rate >= 0, "--rate: is " + rate + "; must be 0 or more");
        expect(lasts == null || lasts.toMillis() / 1e3 * perSecond() <= MOST_TASKS,
                "--for: would be more than " + MOST_TASKS + " tasks at " + perSecond()
                        + " a second; give a shorter time or a smaller --rate");
        expect(workers >= 1 && workers <= MOST_WORKERS, "--workers: is " + workers + "; must be 1 to " + MOST_WORKERS);
        expect(pace.compareTo(SHORTEST_PACE) >= 0, "--pace: is " + pace.toMillis() + " ms; must be 100ms or more");
        expect(heals.compareTo(SHORTEST_PACE) >= 0, "--heals: is " + heals.toMillis() + " ms; must be 100ms or more");
        expect(faults == null || faults.size() == 1 || !faults.contains(FaultNames.NONE), "--faults: none and others exclude each other");
        if (localBrokers) {
            for (String theirs : List.of("--bootstrap-server", "--config", "--prefix", "--api")) {
                expect(!given(theirs), theirs + " and --local-brokers exclude each other: brokers, topics and sink are then its own");
            }
        }
    }

    private static void expect(boolean sense, String otherwise) {
        if (!sense) {
            throw CommandFailed.badInput(otherwise);
        }
    }

    private boolean given(String option) {
        return line().hasMatchedOption(option);
    }

    private ParseResult line() {
        return Objects.requireNonNull(command).commandLine().getParseResult();
    }

    private static Cluster own(Cluster theirs, long seed) {
        return new Cluster(theirs.bootstrapServers(), theirs.prefix() + "-chaos-" + seed + "-" + System.currentTimeMillis() / 1_000,
                theirs.kafka());
    }

    private List<FaultKind> kinds() {
        List<String> names = faults == null ? List.of(localBrokers ? FaultNames.ALL : FaultNames.NONE) : faults;
        List<FaultKind> kinds = FaultNames.read(names);
        String impossible = localBrokers ? null : FaultNames.ofBrokers(kinds);
        if (impossible != null) {
            throw CommandFailed.badInput("--faults: " + impossible + " befalls brokers, and those of a cluster of yours are left alone;"
                    + " add --local-brokers, or give worker-kill, worker-pause or worker-restart");
        }
        return kinds;
    }

    private List<Record> registry() {
        var entries = new ArrayList<Record>(ExampleRegistry.agents(console).values());
        entries.addAll(ExampleRegistry.rules(console).values());
        return entries;
    }

    private static Path made(Path directory) {
        try {
            return Files.createDirectories(directory.toAbsolutePath());
        } catch (IOException e) {
            throw CommandFailed.badInput("--keep: cannot make the folder " + directory + " (" + e.getClass().getSimpleName() + ")");
        }
    }
}
