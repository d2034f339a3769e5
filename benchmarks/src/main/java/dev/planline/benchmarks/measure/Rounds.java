package dev.planline.benchmarks.measure;

import dev.planline.benchmarks.contender.Contender;
import dev.planline.benchmarks.contender.Job;
import dev.planline.benchmarks.workload.Shape;
import dev.planline.benchmarks.workload.Workload;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs contenders on one workload, one after the other, round by round, on one input.
 *
 * <p>Each has a JVM of its own, which it keeps from round to round: none profits from what another has compiled, and none
 * waits for what another has left on the heap.
 */
public final class Rounds implements AutoCloseable {

    private final Broker broker;
    private final int partitions;
    private final long seed;
    private final Consumer<String> progress;
    private final ContenderJvms jvms = new ContenderJvms();
    private int jobs;

    /**
     * @param progress told what happens
     */
    public Rounds(Broker broker, int partitions, long seed, Consumer<String> progress) {
        this.broker = broker;
        this.partitions = partitions;
        this.seed = seed;
        this.progress = progress;
    }

    /** Runs them all. */
    public List<Entry> run(Series series) {
        Workload workload = series.workload();
        var findings = new LinkedHashMap<Contender, List<Finding>>();
        boolean shared = workload.shape() == Shape.ONE_HOP && workload.perSecond() == 0;
        Job job = shared ? prepared(workload) : job(workload);
        for (int round = 1 - series.warmUps(); round <= series.rounds(); round++) {
            for (Contender contender : series.contenders()) {
                if (contender.cannot(job).isEmpty()) {
                    Finding finding = shared ? round(contender, job.again("job-" + jobs++)) : alone(contender, workload);
                    report(workload, contender, round, finding);
                    List<Finding> counted = findings.computeIfAbsent(contender, _ -> new ArrayList<>());
                    if (round > 0) {
                        counted.add(finding);
                    }
                }
            }
        }
        if (shared) {
            broker.deleteTopics(job.prefix());
        }
        return entries(series, job, findings);
    }

    /** On topics of its own: what stages leave between them must not be there for the next. */
    private Finding alone(Contender contender, Workload workload) {
        Job job = prepared(workload);
        try {
            return round(contender, job);
        } finally {
            broker.deleteTopics(job.prefix());
        }
    }

    private Job prepared(Workload workload) {
        Job job = job(workload);
        broker.createTopics(job.prefix(), partitions);
        if (workload.perSecond() == 0) {
            Input.write(job, seed);
        }
        return job;
    }

    private static List<Entry> entries(Series series, Job job, Map<Contender, List<Finding>> findings) {
        return series.contenders().stream()
                .map(contender -> new Entry(series.workload(), contender, contender.cannot(job).orElse(null),
                        findings.getOrDefault(contender, List.of())))
                .toList();
    }

    private Finding round(Contender contender, Job job) {
        contender.prepare(job);
        try (var judge = new Judge(job)) {
            return judged(contender, job, judge);
        }
    }

    /** One whose process fails keeps what came until then, and gets a new process for its next round. */
    private Finding judged(Contender contender, Job job, Judge judge) {
        Finding finding = judge.finding(null, Duration.ZERO);
        try {
            ChildJvm jvm = jvms.of(contender);
            Duration before = jvm.cpu();
            var _ = jvm.ask(job.line());
            Latency latency = judged(judge, job);
            finding = judge.finding(latency, jvm.cpu().minus(before));
            var _ = jvm.ask(ContenderMain.STOP);
            broker.empty(job.output(), partitions);
        } catch (UncheckedIOException e) {
            progress.accept(contender.name() + ": " + e.getMessage());
            jvms.discard(contender);
            broker.renew(job.output(), partitions);
        }
        return finding;
    }

    private @Nullable Latency judged(Judge judge, Job job) {
        Workload workload = job.workload();
        if (workload.perSecond() == 0) {
            judge.watch(workload.records());
            return null;
        }
        try (var input = new Input(job, seed)) {
            input.first();
            judge.watch(1);
            Thread writer = Thread.ofPlatform().name("writer").start(input::paced);
            judge.watch(workload.records());
            writer.join();
            return Latency.of(input.intended(), judge.arrived(), workload.warmUp());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private void report(Workload workload, Contender contender, int round, Finding finding) {
        Latency latency = finding.latency();
        String result = latency == null
                ? "%,.0f/s".formatted(finding.perSecond())
                : "p50 %.1f ms, p99 %.1f ms".formatted(latency.p50(), latency.p99());
        progress.accept("%s: %s, %s: %s, %,d of %,d, %.1f us CPU a record%s".formatted(workload.label(), contender.name(),
                round < 1 ? "warm-up" : "round " + round, result, finding.received(), finding.expected(), finding.cpuMicros(),
                finding.clean() ? "" : ", " + finding.doubled() + " doubled, " + finding.outOfOrder() + " out of order"));
    }

    private Job job(Workload workload) {
        String id = "job-" + jobs++;
        return new Job(broker.bootstrapServers(), id, "bench-" + id, partitions, workload);
    }

    @Override
    public void close() {
        jvms.close();
    }
}
