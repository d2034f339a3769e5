package dev.planline.chaos;

import dev.planline.chaos.check.Checker;
import dev.planline.chaos.check.Finding;
import dev.planline.chaos.check.Findings;
import dev.planline.chaos.check.History;
import dev.planline.chaos.check.Ledger;
import dev.planline.chaos.check.Place;
import dev.planline.chaos.cluster.LocalBrokers;
import dev.planline.chaos.cluster.Ports;
import dev.planline.chaos.cluster.Workers;
import dev.planline.chaos.fault.FaultKind;
import dev.planline.chaos.fault.Incident;
import dev.planline.chaos.fault.Schedule;
import dev.planline.chaos.growth.Curve;
import dev.planline.chaos.growth.GrowthWatch;
import dev.planline.chaos.workload.Workload;
import dev.planline.client.Cluster;
import dev.planline.client.Publisher;
import dev.planline.client.Topics;
import dev.planline.wire.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * One run: starts what it needs, sends the workload, brings faults about meanwhile, heals, waits until nothing is left, and checks.
 *
 * <p>Two rows of faults go on at once, one for workers and one for brokers, so that they meet. Everything that is drawn follows from the seed; when a
 * fault meets which message follows from the machine.
 */
public final class ChaosRun implements AutoCloseable {

    private static final int SUBMITTERS = 4;
    private static final int UNDER_WAY = 4_000;
    private static final Duration STARTS = Duration.ofMinutes(2);
    private static final Duration LEAVES = Duration.ofSeconds(10);

    /** Longer than brokers take to miss a member that was killed: its session, 45 s unless it is set. */
    private static final Duration LEAVES_GROUP = Duration.ofSeconds(90);

    private static final Duration LOOK = Duration.ofMillis(500);
    private static final long DISK_RESERVE = 512L << 20;
    private static final long DISK_PER_TASK = 2_000;

    private final ChaosSettings settings;
    private final ChaosListener listener;
    private final PoolCheck poolCheck;
    private final Workload workload;
    private final Ledger ledger;
    private final Window window = new Window(UNDER_WAY);
    private final Findings findings = new Findings();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final @Nullable LocalBrokers brokers;
    private final Cluster cluster;
    private final Admin admin;
    private final Workers workers;
    private final List<Thread> submitters = new CopyOnWriteArrayList<>();
    private final List<Nemesis> rows = new CopyOnWriteArrayList<>();
    private final AtomicBoolean made = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();

    /** Starts nothing yet. */
    public ChaosRun(ChaosSettings settings, PoolCheck poolCheck, ChaosListener listener) {
        this.settings = settings;
        this.poolCheck = poolCheck;
        this.listener = listener;
        this.workload = new Workload(settings.seed(), settings.tasks(), SUBMITTERS);
        this.ledger = new Ledger(settings.tasks());
        var ports = new Ports(settings.seed());
        if (settings.cluster() == null) {
            LocalBrokers.hindrance().ifPresent(why -> {
                throw new ChaosImpossible(why);
            });
            brokers = new LocalBrokers(settings.directory(), ports, DISK_RESERVE + settings.tasks() * DISK_PER_TASK);
            cluster = new Cluster(brokers.bootstrapServers(), "planline-chaos", Map.of("compression.type", "zstd"));
        } else {
            brokers = null;
            cluster = settings.cluster();
        }
        admin = cluster.admin();
        workers = new Workers(cluster, settings.directory(), settings.workers(), ports);
    }

    /** Runs it to its end. */
    public ChaosReport run() throws InterruptedException {
        prepare();
        workers.start();
        var workerFaults = new WorkerFaults(workers, findings);
        try (var watch = new Watch(cluster, workload, window);
                var growth = new GrowthWatch(workers.metrics(), watch::ended)) {
            var offsets = new Offsets(admin, cluster.prefix());
            submit();
            awaitFirst(watch);
            long begin = System.nanoTime();
            List<Incident> faults = disturb(watch, offsets, workerFaults);
            long healed = System.nanoTime();
            awaitRest(watch, offsets);
            long end = System.nanoTime();
            List<Curve> curves = growth.finish();
            curves.stream().filter(Curve::grows).forEach(curve -> findings.add(Finding.Kind.GROWS,
                    curve.process() + " takes more and more: " + curve.measure() + " " + curve.leasts()));
            comparePool();
            workerFaults.stopAll();
            History log = check(watch);
            keepLogs();
            tidy(findings.total());
            return report(faults, watch, log, curves, (end - begin) / 1e9, (end - healed) / 1e9);
        }
    }

    private void prepare() throws InterruptedException {
        if (brokers != null) {
            expectDisk(brokers);
            listener.says("starting three brokers");
            brokers.start();
            await(STARTS, brokers::allAnswer, "the brokers did not start; see " + settings.directory());
        }
        made.set(true);
        Topics.declared(cluster.prefix()).apply(admin, (short) -1, STARTS);
        TopicCare.warnings(admin, Place.TASKS.topicName(cluster.prefix())).forEach(listener::says);
        try (var publisher = new Publisher(cluster, "planline/chaos")) {
            for (Record entry : settings.registry()) {
                var _ = publisher.publish(topicOf(entry), entry);
            }
            publisher.flush();
        }
    }

    /** Only some may mount a disk that can be full. */
    private void expectDisk(LocalBrokers brokers) {
        if (settings.faults().contains(FaultKind.DISK_FULL) && !BrokerFaults.possible(brokers, FaultKind.DISK_FULL)) {
            if (settings.faults().size() == 1) {
                throw new ChaosImpossible(
                        "--faults " + FaultKind.DISK_FULL.label() + ": no disk can be mounted here, which takes the rights of root");
            }
            listener.says(FaultKind.DISK_FULL.label() + " is left out: no disk can be mounted here, which takes the rights of root");
        }
    }

    private static Topic topicOf(Record entry) {
        return List.of(Topic.values()).stream().filter(topic -> topic.compacted() && topic.type().isInstance(entry)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("BUG: no table holds a " + entry.getClass().getSimpleName()));
    }

    private void submit() {
        long nanosPerTask = settings.perSecond() == 0 ? 0 : (long) (SUBMITTERS * 1e9 / settings.perSecond());
        for (int i = 0; i < SUBMITTERS; i++) {
            submitters.add(Thread.ofPlatform().name("submitter-" + i)
                    .uncaughtExceptionHandler((thread, e) -> findings.add(Finding.Kind.WORKER,
                            thread.getName() + " ended by itself, so not all tasks were sent: " + e))
                    .start(new Submitter(workload, i, ledger, window, cluster, stopped, nanosPerTask)));
        }
    }

    /** Faults begin when the workers work, so that what they hit is not how a JVM starts. */
    private void awaitFirst(Watch watch) throws InterruptedException {
        listener.says("starting workers");
        await(STARTS, () -> watch.ended() > 0, "no task came through; see the output of the workers in " + settings.directory());
    }

    private List<Incident> disturb(Watch watch, Offsets offsets, WorkerFaults workerFaults) throws InterruptedException {
        rows.addAll(nemeses(workerFaults));
        try {
            submitAll(watch, offsets);
            var faults = new ArrayList<Incident>();
            for (Nemesis row : rows) {
                faults.addAll(row.stop());
            }
            return faults;
        } finally {
            rows.forEach(Nemesis::close);
        }
    }

    private List<Nemesis> nemeses(WorkerFaults workerFaults) {
        var started = new ArrayList<Nemesis>();
        List<FaultKind> ofWorkers = settings.faults().stream().filter(kind -> kind.victim() == FaultKind.Victim.WORKER).toList();
        if (!ofWorkers.isEmpty()) {
            started.add(nemesis(ofWorkers, 1, workerFaults));
        }
        if (brokers != null) {
            List<FaultKind> ofBrokers = settings.faults().stream()
                    .filter(kind -> kind.victim() == FaultKind.Victim.BROKER && BrokerFaults.possible(brokers, kind)).toList();
            if (!ofBrokers.isEmpty()) {
                started.add(nemesis(ofBrokers, 2, new BrokerFaults(brokers, Topic.PLANS.name(cluster.prefix()))));
            }
        }
        return started;
    }

    /** Waits until all tasks are sent, and each row of faults has had every kind. */
    private void submitAll(Watch watch, Offsets offsets) throws InterruptedException {
        while (submitters.stream().anyMatch(Thread::isAlive) || !rows.stream().allMatch(Nemesis::enough)) {
            if (submitters.stream().anyMatch(Thread::isAlive) && watch.silence().compareTo(settings.heals()) > 0) {
                findings.add(Finding.Kind.STUCK, "no task ended for " + watch.silence().toSeconds() + " s; no more are sent");
                stopped.set(true);
                submitters.forEach(Thread::interrupt);
                for (Thread submitter : submitters) {
                    submitter.join(LEAVES);
                }
                break;
            }
            offsets.look(findings);
            listener.progress(watch.ended(), settings.tasks());
            Thread.sleep(LOOK);
        }
    }

    private Nemesis nemesis(List<FaultKind> kinds, int salt, Injection injection) {
        return new Nemesis(new Schedule(settings.seed() + salt, kinds, settings.pace()), injection, kinds.size(), listener::fault);
    }

    /** Whatever was acknowledged has to end, and nothing may be left, within the time that is set. */
    private void awaitRest(Watch watch, Offsets offsets) throws InterruptedException {
        listener.says("all is healed; waiting until nothing is left");
        long deadline = System.nanoTime() + settings.heals().toNanos();
        while (watch.ended() < ledger.acknowledged() || offsets.lag() != 0) {
            if (System.nanoTime() > deadline) {
                findings.add(Finding.Kind.STUCK, "%d s after the last fault %d tasks had not ended and the lag was %d"
                        .formatted(settings.heals().toSeconds(), ledger.acknowledged() - watch.ended(), offsets.lag()));
                return;
            }
            offsets.look(findings);
            listener.progress(watch.ended(), settings.tasks());
            Thread.sleep(LOOK);
        }
    }

    /** A pool that cannot be asked costs a finding, not the report of hours. */
    private void comparePool() {
        listener.says("comparing the pool with the log");
        try {
            poolCheck.differences(workers.sinkAddress(), cluster)
                    .forEach(difference -> findings.add(Finding.Kind.POOL_DIFFERS, difference));
        } catch (RuntimeException e) {
            findings.add(Finding.Kind.POOL_DIFFERS, "cannot be compared: " + e);
        }
    }

    /** A log that cannot be read any more costs a finding too; then nothing is said to be on it. */
    private History check(Watch watch) throws InterruptedException {
        try {
            History live = watch.finish();
            History log = readAgain();
            findings.addAll(Checker.check(workload, ledger, live, log));
            return log;
        } catch (KafkaException e) {
            findings.add(Finding.Kind.STUCK, "the log cannot be read to its end, so it is not checked: " + e);
            return new History(workload);
        }
    }

    private History readAgain() throws InterruptedException {
        listener.says("reading the log again");
        try (var again = new Watch(cluster, workload, new Window(Integer.MAX_VALUE))) {
            return again.finish();
        }
    }

    private void keepLogs() {
        if (brokers != null && findings.total() > 0 && !brokers.keep()) {
            listener.says("the disk of the last broker could not be copied, and goes");
        }
    }

    /** Leaves a cluster that is not its own as it was, unless so much was found that somebody will want to look at what is there. */
    private void tidy(int found) throws InterruptedException {
        if (brokers != null || !made.getAndSet(false)) {
            return;
        }
        if (found > 0) {
            listener.says("topics and groups that begin with " + cluster.prefix() + " stay on the cluster, to be looked at");
        } else {
            listener.says("removing topics and groups; a group misses a worker that was killed only when its session is over");
            try {
                TopicCare.delete(admin, cluster.prefix(), LEAVES_GROUP);
            } catch (KafkaException e) {
                listener.says("topics and groups that begin with " + cluster.prefix() + " may be left on the cluster: " + e.getMessage());
            }
        }
    }

    private ChaosReport report(List<Incident> faults, Watch watch, History log, List<Curve> curves, double seconds,
            double healedSeconds) {
        Map<String, Integer> counts = faults.stream()
                .collect(Collectors.toMap(fault -> fault.kind().label(), _ -> 1, Integer::sum));
        return new ChaosReport(settings.seed(), ledger.sent(), ledger.acknowledged(), ledger.givenUp(), ledger.unknown(),
                log.items(Place.VALIDATED), log.items(Place.ABANDONED), log.items(Place.DEAD), counts, seconds,
                watch.longestSilence(faults), healedSeconds, curves, findings.counts(), findings.first());
    }

    private static void await(Duration atMost, Asking asking, String otherwise) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!asking.yes()) {
            if (System.nanoTime() > deadline) {
                throw new ChaosImpossible(otherwise);
            }
            Thread.sleep(LOOK);
        }
    }

    private interface Asking {
        boolean yes() throws InterruptedException;
    }

    /** Ends all that it started, wherever it is. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        int found = findings.total(); // before workers are missed that only this ends
        stopped.set(true);
        rows.forEach(Nemesis::close);
        submitters.forEach(Thread::interrupt);
        if (made.get() && brokers == null) {
            leave(found);
        }
        workers.close();
        admin.close(Duration.ZERO);
        if (brokers != null) {
            brokers.close();
        }
    }

    /** Workers have to leave their groups, or these could not be removed. */
    private void leave(int found) {
        listener.says("ending the workers");
        try {
            for (Thread submitter : submitters) {
                submitter.join(LEAVES);
            }
            workers.stop(LEAVES);
            tidy(found);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
