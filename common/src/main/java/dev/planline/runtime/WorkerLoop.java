package dev.planline.runtime;

import dev.planline.observability.LogKey;
import dev.planline.runtime.Completion.Fate;
import dev.planline.tracing.Handling;
import dev.planline.wire.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that polls, fills the lanes, collects completions and commits them.
 *
 * <p>Everything but the handlers happens on this one thread, so that a transaction holds exactly the outputs and offsets
 * that belong together, and a rebalance, which Kafka announces inside {@code poll}, never meets a commit half done.
 */
final class WorkerLoop implements ConsumerRebalanceListener {

    private static final Logger LOGGER = LoggerFactory.getLogger(WorkerLoop.class);
    private static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int BATCH = 64;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** By then an open transaction of anybody has timed out, and the broker has noticed. */
    private static final int ATTEMPTS = 6;

    private static final long TIDY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Map<String, Topic> topics;
    private final WorkerSettings settings;
    private final Consumer<byte[], byte[]> consumer;
    private final Transactions transactions;
    private final Pipes pipes;
    private final WorkerMeters meters;
    private final Ticker ticker;
    private final CommitPolicy policy;
    private final PollPolicy polls;
    private final FlowControl flow;
    private final Map<TopicPartition, OwnedPartition> partitions = new HashMap<>();
    private final Set<TopicPartition> paused = new HashSet<>();
    private long waitedNanos;
    private long lastTidyNanos;

    /** What lies between this thread and the handlers. */
    record Pipes(Lanes lanes, Runners runners, Gate gate, Controls controls, Inbox inbox) {}

    WorkerLoop(
            Map<String, Topic> topics,
            WorkerSettings settings,
            Consumer<byte[], byte[]> consumer,
            Transactions transactions,
            Pipes pipes,
            WorkerMeters meters,
            Ticker ticker) {
        this.topics = topics;
        this.settings = settings;
        this.consumer = consumer;
        this.transactions = transactions;
        this.pipes = pipes;
        this.meters = meters;
        this.ticker = ticker;
        this.policy = new CommitPolicy(settings.commitInterval(), ticker.nanos());
        this.polls = new PollPolicy(settings.flow().maxRecords(), ticker.nanos());
        this.flow = new FlowControl(settings.flow());
        this.lastTidyNanos = ticker.nanos();
    }

    /** Works until told to stop, then finishes what has begun. If it fails, what is in flight is given up before it throws. */
    void run(BooleanSupplier stopping, Runnable turned) {
        begin();
        try {
            while (!stopping.getAsBoolean()) {
                turn();
                if (joined()) {
                    turned.run();
                }
            }
            finish();
        } finally {
            abandon();
            meters.backlog(WorkerMeters.Backlog.NONE);
        }
    }

    void begin() {
        consumer.subscribe(topics.keySet(), this);
    }

    /** Lets what has begun finish and commits it. */
    void finish() {
        giveUp(List.copyOf(partitions.keySet()));
    }

    private boolean joined() {
        return consumer.groupMetadata().generationId() > 0;
    }

    /** One turn: read, dispatch, collect, commit what is due. */
    void turn() {
        long begin = ticker.nanos();
        waitedNanos = 0;
        ConsumerRecords<byte[], byte[]> records = poll();
        if (!records.isEmpty()) {
            long now = ticker.nanos();
            records.forEach(source -> dispatch(source, now));
        }
        pipes.runners().wake();
        collect(PollPolicy.TURN_NANOS);
        flow.observe(partitions.values());
        long now = ticker.nanos();
        policy.worked(now - begin - waitedNanos);
        if (transactions.size() > 0 && (policy.remaining(now) <= 0 || flow.commitNow(transactions.size()))) {
            commit();
        }
        regulate();
        if (now - lastTidyNanos > TIDY_NANOS) {
            tidy(now);
        }
    }

    private ConsumerRecords<byte[], byte[]> poll() {
        long begin = ticker.nanos();
        return switch (polls.decide(begin, pending(), pipes.lanes().ready())) {
            case NOT_YET -> ConsumerRecords.empty();
            case KEEP_ALIVE -> keepAlive();
            case READ -> consumer.poll(Duration.ZERO);
            case AWAIT -> await(begin);
        };
    }

    /** Waits for records no longer than until a commit is due. */
    private ConsumerRecords<byte[], byte[]> await(long begin) {
        long wait = transactions.size() == 0 ? IDLE_NANOS : policy.remaining(begin);
        ConsumerRecords<byte[], byte[]> records = consumer.poll(Duration.ofNanos(Math.max(0, wait)));
        if (records.isEmpty()) {
            waitedNanos += ticker.nanos() - begin;
        }
        return records;
    }

    /** Polls without reading what is owned now. */
    private ConsumerRecords<byte[], byte[]> keepAlive() {
        Set<TopicPartition> held = new HashSet<>(partitions.keySet());
        held.removeAll(paused);
        consumer.pause(held);
        ConsumerRecords<byte[], byte[]> records = consumer.poll(Duration.ZERO);
        held.retainAll(partitions.keySet());
        consumer.resume(held);
        return records;
    }

    private void dispatch(ConsumerRecord<byte[], byte[]> source, long now) {
        OwnedPartition partition = partitions.get(new TopicPartition(source.topic(), source.partition()));
        if (partition == null) {
            throw new IllegalStateException("BUG: a record of " + source.topic() + "-" + source.partition() + ", which was not assigned");
        }
        if (source.offset() < partition.offsets().restoredAt()) {
            throw Refusal.logCutBack(partition.id(), source.offset(), partition.offsets().restoredAt());
        }
        OffsetTracker.Entry entry = partition.offsets().add(source.offset());
        if (partition.offsets().alreadyFinished(source.offset())) {
            entry.finish();
            return;
        }
        var work = new Work(source, partition, entry, now);
        partition.dispatched(work);
        pipes.lanes().add(source.key() == null ? null : new Key(source.key()), work);
    }

    /** Takes over what has left the lanes. While some are in flight, waits for a few at once: to wake up for each costs more than its work. */
    private void collect(long waitNanos) {
        int pending = pending();
        waitedNanos += pipes.inbox().drain(waitNanos, Math.min(pending, BATCH), this::take);
        polls.finished(pending - pending(), ticker.nanos());
    }

    private void take(Completion completion) {
        Work work = completion.work();
        work.partition().returned();
        completion.check();
        if (completion.fate() == Fate.SKIPPED) {
            work.partition().closed(work);
        } else {
            work.letGo();
            pipes.runners().observe(completion.nanos());
            transactions.add(completion);
        }
    }

    private void commit() {
        long begin = ticker.nanos();
        for (OwnedPartition partition : partitions.values()) {
            if (partition.offsets().idle()) {
                // steps over transaction markers, so that the lag of an idle worker is zero
                position(partition.id()).ifPresent(partition.offsets()::skipTo);
            }
        }
        List<Completion> committed = transactions.commit(partitions.values());
        long end = ticker.nanos();
        policy.committed(begin, end);
        note(committed, Duration.ofNanos(end - begin));
    }

    /** Where the consumer is; nothing if it has yet to find out. Of a partition that is being revoked it never would: nobody may wait for it. */
    private OptionalLong position(TopicPartition partition) {
        try {
            return OptionalLong.of(consumer.position(partition, Duration.ZERO));
        } catch (TimeoutException e) {
            return OptionalLong.empty();
        }
    }

    private void note(List<Completion> committed, Duration duration) {
        if (committed.isEmpty()) {
            return;
        }
        long now = ticker.millis();
        int givenUp = 0;
        int redriven = 0;
        int diedAgain = 0;
        for (Completion completion : committed) {
            Work work = completion.work();
            work.partition().closed(work);
            Handling span = work.span();
            if (span != null) {
                span.committed();
            }
            meters.latency(now - work.timestamp());
            int died = completion.fate() == Fate.GIVEN_UP ? 1 : 0;
            givenUp += died;
            redriven += work.redriven() ? 1 : 0;
            diedAgain += work.redriven() ? died : 0;
        }
        meters.committed(committed.size(), givenUp, duration);
        meters.redriven(redriven, diedAgain);
    }

    /** Pauses what is full and resumes what has room again. */
    private void regulate() {
        flow.observe(partitions.values());
        var pause = new ArrayList<TopicPartition>();
        var resume = new ArrayList<TopicPartition>();
        for (OwnedPartition partition : partitions.values()) {
            boolean held = paused.contains(partition.id());
            if (!held && flow.full(partition)) {
                pause.add(partition.id());
            } else if (held && flow.roomy(partition)) {
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

    /** What need not happen at every turn: controls, deadlines, gauges, and commits that only step over markers. */
    private void tidy(long now) {
        lastTidyNanos = now;
        pipes.controls().follow();
        meters.backlog(backlog(now));
        long deadline = settings.recordDeadline().toNanos();
        partitions.values().forEach(partition -> partition.offsets().forEachOpen(work -> work.expire(now, deadline)));
        if (transactions.size() == 0 && pending() == 0) {
            commit();
        }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
        if (assigned.isEmpty()) {
            return;
        }
        Map<TopicPartition, OffsetAndMetadata> committed = committed(Set.copyOf(assigned));
        for (TopicPartition id : assigned) {
            OffsetAndMetadata offset = committed.get(id);
            Topic topic = topics.get(id.topic());
            if (topic == null) {
                throw new IllegalStateException("BUG: assigned " + id + ", which was not subscribed to");
            }
            partitions.put(id, new OwnedPartition(id, topic, offset == null ? CommittedOffset.at(0) : CommittedOffset.from(offset)));
        }
        LOGGER.atInfo().addKeyValue(LogKey.PARTITIONS.key(), assigned).log("assigned");
    }

    /** Where to go on. An open transaction may hold that back: of one who died before, of one who dies only now, or of one who is slow. */
    private Map<TopicPartition, OffsetAndMetadata> committed(Set<TopicPartition> assigned) {
        for (int attempt = 1;; attempt++) {
            transactions.takeOver();
            try {
                return consumer.committed(assigned, PATIENCE);
            } catch (TimeoutException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
                LOGGER.atWarn().addKeyValue(LogKey.PARTITIONS.key(), assigned).log("still waits to learn where to go on");
            }
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

    /** Lets what has begun in these partitions finish, commits it and forgets them; the others go on meanwhile with what is in their lanes. */
    private void giveUp(Collection<TopicPartition> revoked) {
        List<OwnedPartition> leaving = revoked.stream().map(partitions::get).filter(Objects::nonNull).toList();
        if (leaving.isEmpty()) {
            return;
        }
        leaving.forEach(OwnedPartition::drain);
        pipes.gate().dealAnew();
        long deadline = ticker.nanos() + settings.drainDeadline().toNanos();
        while (leaving.stream().anyMatch(partition -> partition.pending() > 0) && ticker.nanos() < deadline) {
            pipes.runners().wake();
            collect(PollPolicy.TURN_NANOS);
            if (transactions.size() > 0 && policy.remaining(ticker.nanos()) <= 0) {
                commit();
            }
        }
        collect(0);
        commit();
        revoked.forEach(this::forget);
    }

    /** Gives up all that is left, after a failure, and waits for the handlers that run, so that none overlaps with its next call. */
    void abandon() {
        List<OwnedPartition> left = List.copyOf(partitions.values());
        left.forEach(partition -> forget(partition.id()));
        pipes.gate().dealAnew();
        long deadline = ticker.nanos() + settings.drainDeadline().toNanos();
        while (left.stream().anyMatch(partition -> partition.pending() > 0) && ticker.nanos() < deadline) {
            pipes.runners().wakeRest();
            var _ = pipes.inbox().drain(PollPolicy.TURN_NANOS, 1, completion -> completion.work().partition().returned());
        }
    }

    private void forget(TopicPartition id) {
        OwnedPartition partition = partitions.remove(id);
        paused.remove(id);
        if (partition != null) {
            partition.release();
        }
    }

    private WorkerMeters.Backlog backlog(long now) {
        long unread = partitions.keySet().stream().mapToLong(id -> consumer.currentLag(id).orElse(0)).sum();
        long oldest = now;
        for (OwnedPartition partition : partitions.values()) {
            Work work = partition.offsets().oldest();
            oldest = work == null ? oldest : Math.min(oldest, work.readNanos());
        }
        return new WorkerMeters.Backlog(flow.records(), (now - oldest) / 1e9, unread + flow.records(), pipes.gate().closed());
    }

    private int pending() {
        int sum = 0;
        for (OwnedPartition partition : partitions.values()) {
            sum += partition.pending();
        }
        return sum;
    }
}
