package dev.planline.runtime;

import dev.planline.observability.LogKey;
import dev.planline.wire.Topic;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that polls, dispatches to lanes, collects completions and commits them.
 *
 * <p>Everything but the handlers happens on this one thread, so that a transaction holds exactly the outputs and offsets
 * that belong together, and a rebalance, which Kafka announces inside {@code poll}, never meets a commit half done.
 */
final class WorkerLoop implements ConsumerRebalanceListener {

    private static final Logger LOGGER = LoggerFactory.getLogger(WorkerLoop.class);
    private static final Duration IDLE_POLL = Duration.ofMillis(100);
    private static final long TIDY_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final int BUSY_BATCH = 250;

    private final Map<String, Topic> topics;
    private final WorkerSettings settings;
    private final Consumer<byte[], byte[]> consumer;
    private final Transactions transactions;
    private final Lanes lanes;
    private final BlockingQueue<Completion> completions;
    private final WorkerMeters meters;
    private final CommitPolicy policy;
    private final Map<TopicPartition, OwnedPartition> partitions = new HashMap<>();
    private final Set<TopicPartition> paused = new HashSet<>();
    private long bytesInFlight;
    private long lastCommitNanos = System.nanoTime();
    private long lastTidyNanos = System.nanoTime();

    WorkerLoop(
            Map<String, Topic> topics,
            WorkerSettings settings,
            Consumer<byte[], byte[]> consumer,
            Transactions transactions,
            Lanes lanes,
            BlockingQueue<Completion> completions,
            WorkerMeters meters) {
        this.topics = topics;
        this.settings = settings;
        this.consumer = consumer;
        this.transactions = transactions;
        this.lanes = lanes;
        this.completions = completions;
        this.meters = meters;
        this.policy = new CommitPolicy(settings.commitInterval());
    }

    /** Works until told to stop, then finishes what has begun. */
    void run(BooleanSupplier stopping, Runnable turned) {
        consumer.subscribe(topics.keySet(), this);
        while (!stopping.getAsBoolean()) {
            turn();
            if (joined()) {
                turned.run();
            }
        }
        giveUp(List.copyOf(partitions.keySet()));
        meters.backlog(WorkerMeters.Backlog.NONE);
    }

    private boolean joined() {
        return consumer.groupMetadata().generationId() > 0;
    }

    private void turn() {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(pending() > 0 || transactions.size() > 0 ? Duration.ZERO : IDLE_POLL);
        records.forEach(this::dispatch);
        collect(records.isEmpty() && pending() > 0 ? 1 : 0);
        boolean busy = pending() > 0 || records.count() >= BUSY_BATCH;
        if (policy.due(transactions.size(), busy, System.nanoTime() - lastCommitNanos)) {
            commit(partitions.values());
        }
        regulate();
        if (System.nanoTime() - lastTidyNanos > TIDY_NANOS) {
            tidy();
        }
    }

    private void dispatch(ConsumerRecord<byte[], byte[]> source) {
        OwnedPartition partition = partitions.get(new TopicPartition(source.topic(), source.partition()));
        if (partition == null) {
            throw new IllegalStateException("BUG: a record of " + source.topic() + "-" + source.partition() + ", which was not assigned");
        }
        OffsetTracker.Entry entry = partition.offsets().add(source.offset());
        if (partition.offsets().alreadyFinished(source.offset())) {
            entry.finish();
            return;
        }
        var work = new Work(source, partition, entry);
        partition.dispatched(work);
        bytesInFlight += work.size();
        lanes.submit(laneOf(source.key()), work);
    }

    private static @Nullable Object laneOf(byte @Nullable [] key) {
        return key == null ? null : ByteBuffer.wrap(key);
    }

    /** Takes over what has left the lanes; waits for the first so long. */
    private void collect(long waitMillis) {
        try {
            Completion completion = waitMillis > 0 ? completions.poll(waitMillis, TimeUnit.MILLISECONDS) : completions.poll();
            for (; completion != null; completion = completions.poll()) {
                completion.work().partition().returned(completion);
                if (completion.skipped()) {
                    bytesInFlight -= completion.work().size();
                } else {
                    transactions.add(completion);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void commit(Collection<OwnedPartition> which) {
        long begin = System.nanoTime();
        for (OwnedPartition partition : which) {
            if (partition.offsets().idle()) {
                // steps over transaction markers, so that the lag of an idle worker is zero
                partition.offsets().skipTo(consumer.position(partition.id()));
            }
        }
        List<Completion> committed = transactions.commit(which);
        lastCommitNanos = System.nanoTime();
        note(committed, Duration.ofNanos(lastCommitNanos - begin));
    }

    private void note(List<Completion> committed, Duration duration) {
        if (committed.isEmpty()) {
            return;
        }
        long now = System.currentTimeMillis();
        int givenUp = 0;
        for (Completion completion : committed) {
            bytesInFlight -= completion.work().size();
            meters.latency(now - completion.work().source().timestamp());
            givenUp += completion.outputs().stream().anyMatch(output -> output.topic().endsWith(Topic.DEAD_LETTER_SUFFIX)) ? 1 : 0;
        }
        meters.committed(committed.size(), givenUp, duration);
    }

    /** Pauses what is full and resumes what has room again. */
    private void regulate() {
        int open = open();
        boolean full = open >= settings.maxInFlightRecords() || bytesInFlight >= settings.maxInFlightBytes();
        boolean roomy = open <= settings.maxInFlightRecords() / 2 && bytesInFlight <= settings.maxInFlightBytes() / 2;
        var pause = new ArrayList<TopicPartition>();
        var resume = new ArrayList<TopicPartition>();
        for (OwnedPartition partition : partitions.values()) {
            boolean far = partition.offsets().spread() > CommittedOffset.WINDOW / 2;
            if (!paused.contains(partition.id()) && (full || far)) {
                pause.add(partition.id());
            } else if (paused.contains(partition.id()) && roomy && !far) {
                resume.add(partition.id());
            }
        }
        if (!pause.isEmpty()) {
            consumer.pause(pause);
            paused.addAll(pause);
        }
        if (!resume.isEmpty()) {
            consumer.resume(resume);
            resume.forEach(paused::remove);
        }
    }

    /** What need not happen at every turn: deadlines, gauges, and commits that only step over markers. */
    private void tidy() {
        lastTidyNanos = System.nanoTime();
        meters.backlog(backlog());
        long deadline = settings.recordDeadline().toNanos();
        partitions.values().forEach(partition -> partition.open().forEach(work -> work.expire(lastTidyNanos, deadline)));
        if (transactions.size() == 0 && pending() == 0) {
            commit(partitions.values());
        }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
        Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(Set.copyOf(assigned));
        for (TopicPartition id : assigned) {
            OffsetAndMetadata offset = committed.get(id);
            Topic topic = topics.get(id.topic());
            if (topic == null) {
                throw new IllegalStateException("BUG: assigned " + id + ", which was not subscribed to");
            }
            partitions.put(id, new OwnedPartition(id, topic, offset == null ? CommittedOffset.at(0) : CommittedOffset.from(offset)));
        }
        if (!assigned.isEmpty()) {
            LOGGER.atInfo().addKeyValue(LogKey.PARTITIONS.key(), assigned).log("assigned");
        }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
        giveUp(revoked);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> lost) {
        LOGGER.atWarn().addKeyValue(LogKey.PARTITIONS.key(), lost).log("lost partitions: another worker handles again what was in flight");
        lost.forEach(this::forget);
    }

    /** Lets what has begun in these partitions finish, commits it and forgets them. */
    private void giveUp(Collection<TopicPartition> revoked) {
        List<OwnedPartition> leaving = revoked.stream().map(partitions::get).filter(Objects::nonNull).toList();
        leaving.forEach(OwnedPartition::drain);
        long deadline = System.nanoTime() + settings.drainDeadline().toNanos();
        while (leaving.stream().anyMatch(partition -> partition.pending() > 0) && System.nanoTime() < deadline) {
            collect(10);
        }
        collect(0);
        commit(List.copyOf(partitions.values()));
        revoked.forEach(this::forget);
    }

    private void forget(TopicPartition id) {
        OwnedPartition partition = partitions.remove(id);
        paused.remove(id);
        if (partition != null) {
            partition.open().forEach(work -> bytesInFlight -= work.size());
            partition.release();
        }
    }

    private WorkerMeters.Backlog backlog() {
        int open = open();
        long unread = partitions.keySet().stream().mapToLong(id -> consumer.currentLag(id).orElse(0)).sum();
        long now = System.currentTimeMillis();
        long oldest = partitions.values().stream()
                .flatMap(partition -> partition.open().stream().limit(1))
                .mapToLong(work -> now - work.source().timestamp())
                .max()
                .orElse(0);
        return new WorkerMeters.Backlog(open, oldest / 1_000.0, unread + open);
    }

    private int pending() {
        return partitions.values().stream().mapToInt(OwnedPartition::pending).sum();
    }

    private int open() {
        return partitions.values().stream().mapToInt(partition -> partition.open().size()).sum();
    }
}
