package dev.planline.benchmarks.measure;

import dev.planline.benchmarks.contender.Contender;
import dev.planline.benchmarks.contender.Job;
import dev.planline.benchmarks.workload.Workload;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Runs contenders on one workload, one after the other, round by round, on one input. */
public final class Rounds implements AutoCloseable {

    /** Options of a contender's JVM. */
    public static final List<String> JVM = List.of("-Xmx1g", "-XX:+UseParallelGC");

    private final Map<String, ChildJvm> jvms = new HashMap<>();

    private final Broker broker;
    private final int partitions;
    private final int rounds;
    private final long seed;
    private final Consumer<String> progress;
    private int jobs;

    /**
     * @param rounds that count; one before them does not
     * @param progress told what happens
     */
    public Rounds(Broker broker, int partitions, int rounds, long seed, Consumer<String> progress) {
        this.broker = broker;
        this.partitions = partitions;
        this.rounds = rounds;
        this.seed = seed;
        this.progress = progress;
    }

    /** A contender on a workload: its findings round by round, or why it cannot. */
    public record Entry(Workload workload, Contender contender, String cannot, List<Finding> findings) {}

    /** Runs them all. */
    public List<Entry> run(Workload workload, List<Contender> contenders) {
        String prefix = "bench" + jobs++;
        broker.createTopics(prefix, partitions);
        Job first = job(prefix, workload);
        progress.accept(workload.label() + ": writes " + workload.records() + " records");
        Input.write(first, workload, seed);
        List<Entry> entries = contenders.stream()
                .map(contender -> new Entry(workload, contender, contender.cannot(first).orElse(""), new ArrayList<>()))
                .toList();
        for (int round = 0; round <= rounds; round++) {
            for (Entry entry : entries) {
                if (entry.cannot.isEmpty()) {
                    Finding finding = round(entry.contender, job(prefix, workload));
                    progress.accept(
                            "%s, %s, %s: %,.0f/s, %,d of %,d, %.1f us CPU a record%s".formatted(workload.label(), entry.contender.name(),
                                    round == 0 ? "warm-up" : "round " + round, finding.perSecond(), finding.received(), finding.expected(),
                                    finding.cpuMicros(),
                                    finding.doubled() + finding.outOfOrder() == 0
                                            ? ""
                                            : ", " + finding.doubled() + " doubled, " + finding.outOfOrder() + " out of order"));
                    if (round > 0) {
                        entry.findings.add(finding);
                    }
                }
            }
        }
        broker.empty(first.input(), partitions);
        return entries;
    }

    private Finding round(Contender contender, Job job) {
        ChildJvm jvm = jvms.computeIfAbsent(contender.name(), name -> start(contender));
        try (var judge = new Judge(job)) {
            Duration before = jvm.cpu();
            var _ = jvm.ask(job.line());
            try {
                Finding finding = judge.watch(job.workload().records(), job.workload().atMost());
                return finding.with(jvm.cpu().minus(before));
            } finally {
                var _ = jvm.ask("stop");
                broker.empty(job.output(), partitions);
            }
        }
    }

    /** Those of all contenders, and those of {@code -Dplanline.contender.jvm}, for example to profile one. */
    private static List<String> options() {
        var options = new ArrayList<>(JVM);
        options.addAll(
                Stream.of(System.getProperty("planline.contender.jvm", "").split(" ", -1)).filter(option -> !option.isEmpty()).toList());
        return options;
    }

    private static ChildJvm start(Contender contender) {
        String classPath = System.getProperty("java.class.path");
        if (contender.olderClients()) {
            Path first = Path.of(classPath.split(File.pathSeparator, -1)[0]);
            classPath = first.resolveSibling("../older-clients/*") + File.pathSeparator + classPath;
        }
        return new ChildJvm(options(), classPath, ContenderMain.class, contender.name());
    }

    @Override
    public void close() {
        jvms.values().forEach(ChildJvm::close);
    }

    private Job job(String prefix, Workload workload) {
        return new Job(broker.bootstrapServers(), "job-" + jobs++, prefix, partitions, workload);
    }
}
