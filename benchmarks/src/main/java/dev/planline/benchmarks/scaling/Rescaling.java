package dev.planline.benchmarks.scaling;

import dev.planline.benchmarks.contender.Job;
import dev.planline.benchmarks.measure.Broker;
import dev.planline.benchmarks.measure.ChildJvm;
import dev.planline.benchmarks.measure.ContenderJvms;
import dev.planline.benchmarks.measure.ContenderMain;
import dev.planline.benchmarks.measure.Pause;
import dev.planline.benchmarks.report.Figure;
import dev.planline.benchmarks.workload.Keys;
import dev.planline.benchmarks.workload.Work;
import dev.planline.benchmarks.workload.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Workers of one stage, each in a process of its own: one, two and four before a backlog that outlasts them, and then one, two, four, two
 * and one under a load that one can bear.
 */
final class Rescaling implements AutoCloseable {

    private static final int PARTITIONS = 12;
    private static final int KEYS = 1_200;
    private static final List<Integer> UP = List.of(1, 2, 4);
    private static final List<Integer> DOWN = List.of(2, 1);
    private static final int STEADY_PERCENT = 60;
    private static final long SETTLES_NANOS = Duration.ofSeconds(3).toNanos();

    /** For how long it may take to share out the partitions, with some to spare, so that the backlog outlasts it. */
    private static final int SHARING_SECONDS = 25;

    private record Measured(String name, String unit) {}

    private final Broker broker;
    private final List<ChildJvm> workers;
    private final int concurrency;
    private final long perWorker;
    private final Duration window;
    private final Duration heartbeat;
    private final Consumer<String> progress;
    private final Map<Measured, List<Double>> rounds = new LinkedHashMap<>();

    Rescaling(Broker broker, int concurrency, Duration window, Duration heartbeat, Consumer<String> progress) {
        this.broker = broker;
        this.concurrency = concurrency;
        this.window = window;
        this.heartbeat = heartbeat;
        this.progress = progress;
        perWorker = concurrency * 1_000L / Work.WAIT_10.duration().toMillis();
        workers = IntStream.range(0, UP.getLast())
                .mapToObj(number -> new ChildJvm(ContenderJvms.OPTIONS, System.getProperty("java.class.path"),
                        ScaledWorkerMain.class, "worker-" + number))
                .toList();
    }

    /**
     * One round.
     *
     * @param id not used before
     */
    void run(String id) {
        UP.forEach(count -> backlog(id + "-" + count, count));
        steady(id + "-steady");
    }

    private void backlog(String id, int count) {
        Job job = prepared(id);
        try (var group = group(job); var witness = new Witness(job, KEYS); var writer = new Writer(job, KEYS)) {
            int records = Math.toIntExact(count * perWorker * (SHARING_SECONDS + window.toSeconds()));
            writer.write(records);
            var _ = writer.stop();
            change(job, group, 0, count);
            Pause.nanos(SETTLES_NANOS);
            double perSecond = witness.during(() -> Pause.nanos(window.toNanos())).perSecond();
            change(job, group, count, 0);
            note(count + (count == 1 ? " worker" : " workers"), "records/s", perSecond);
            note("lost, doubled, out of order", "records", witness.wrong());
            if (witness.seen() >= records) {
                throw new IllegalStateException("the backlog of " + records + " did not last");
            }
            progress.accept("%d before a backlog: %,.0f/s".formatted(count, perSecond));
        } finally {
            broker.deleteTopics(id);
        }
    }

    private void steady(String id) {
        Job job = prepared(id);
        try (var group = group(job); var witness = new Witness(job, KEYS); var writer = new Writer(job, KEYS)) {
            writer.start(perWorker * STEADY_PERCENT / 100);
            change(job, group, 0, 1);
            int before = 1;
            for (int count : Stream.concat(UP.stream().skip(1), DOWN.stream()).toList()) {
                Pause.nanos(SETTLES_NANOS);
                Witness.Span quiet = witness.during(() -> Pause.nanos(window.toNanos()));
                int from = before;
                Witness.Span changing = witness.during(() -> {
                    change(job, group, from, count);
                    Pause.nanos(SETTLES_NANOS);
                });
                note("steady, longest silence of a partition", "ms", quiet.silenceMillis());
                note("from %d to %d, longest silence of a partition".formatted(from, count), "ms", changing.silenceMillis());
                progress.accept("%d under %d %% of what one can bear: longest silence of a partition %.0f ms; while it came to %d, %.0f ms"
                        .formatted(from, STEADY_PERCENT, quiet.silenceMillis(), count, changing.silenceMillis()));
                before = count;
            }
            witness.await(writer.stop());
            change(job, group, before, 0);
            note("lost, doubled, out of order", "records", witness.wrong());
        } finally {
            broker.deleteTopics(id);
        }
    }

    private Job prepared(String id) {
        broker.createTopics(id, PARTITIONS);
        return new Job(broker.bootstrapServers(), id, id, PARTITIONS,
                Workload.working(Work.WAIT_10, Keys.UNIFORM, 0, Duration.ofHours(1), concurrency));
    }

    private Group group(Job job) {
        var group = new Group(broker.bootstrapServers(), job.prefix() + "-" + job.id(), PARTITIONS);
        group.heartbeat(heartbeat);
        return group;
    }

    private void change(Job job, Group group, int before, int count) {
        for (int i = before; i < count; i++) {
            var _ = workers.get(i).ask(job.line());
        }
        for (int i = before - 1; i >= count; i--) {
            var _ = workers.get(i).ask(ContenderMain.STOP);
        }
        group.awaitShares(count);
    }

    private void note(String name, String unit, double figure) {
        rounds.computeIfAbsent(new Measured(name, unit), _ -> new ArrayList<>()).add(figure);
    }

    /** What was measured, in the order of a round. */
    List<Figure> figures() {
        return rounds.entrySet().stream().map(entry -> {
            Measured measured = entry.getKey();
            Figure.Wanted wanted = measured.name.startsWith("lost") ? Figure.Wanted.atMost(0) : null;
            return new Figure(measured.name, measured.unit, entry.getValue(), wanted, "");
        }).toList();
    }

    @Override
    public void close() {
        workers.forEach(ChildJvm::close);
    }
}
