package dev.planline.benchmarks.measure;

import dev.planline.benchmarks.contender.Job;
import dev.planline.benchmarks.contender.Planline;
import dev.planline.benchmarks.workload.Keys;
import dev.planline.benchmarks.workload.Work;
import dev.planline.benchmarks.workload.Workload;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The heap of a worker of ours before a long backlog, in a JVM that may have no more than 256 MiB.
 *
 * @param waiting records in the backlog, of 1 KiB
 * @param usedMebibytes after a collection, every few seconds while it works
 * @param perSecond records that it handled meanwhile
 */
public record Heap(int waiting, List<Integer> usedMebibytes, double perSecond) {

    private static final int SAMPLES = 5;
    private static final int PAUSE_SECONDS = 3;

    public Heap {
        usedMebibytes = List.copyOf(usedMebibytes);
    }

    /** Lets a worker work on a backlog, for a while. */
    public static Heap measure(Broker broker, int partitions, long seed, int waiting) {
        Workload workload = Workload.working(Work.WAIT_10, Keys.UNIFORM, waiting, Duration.ofSeconds(SAMPLES * PAUSE_SECONDS), 100);
        var job = new Job(broker.bootstrapServers(), "heap", "heap", partitions, workload);
        broker.createTopics(job.prefix(), partitions);
        Input.write(job, seed);
        List<String> options = Stream.concat(ContenderJvms.OPTIONS.stream(), Stream.of("-Xmx256m")).toList();
        try (var judge = new Judge(job);
                var jvm = new ChildJvm(options, System.getProperty("java.class.path"), ContenderMain.class, new Planline().name())) {
            var _ = jvm.ask(job.line());
            List<Integer> used = IntStream.range(0, SAMPLES).mapToObj(_ -> {
                judge.watch(waiting, Duration.ofSeconds(PAUSE_SECONDS));
                return (int) (Long.parseLong(jvm.ask(ContenderMain.HEAP)) >> 20);
            }).toList();
            return new Heap(waiting, used, judge.finding(null, Duration.ZERO).perSecond());
        } finally {
            broker.deleteTopics(job.prefix());
        }
    }
}
