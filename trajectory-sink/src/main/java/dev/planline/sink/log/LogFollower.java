package dev.planline.sink.log;

import dev.planline.runtime.WorkerSettings;
import dev.planline.sink.store.FoldBatch;
import dev.planline.sink.store.LogEntry;
import dev.planline.sink.store.Position;
import dev.planline.sink.store.Store;
import dev.planline.sink.store.StoreException;
import dev.planline.wire.DeadLetters;
import dev.planline.wire.Decoded;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads the log into the store, each record once.
 *
 * <p>Where to read on is what the database says, since it moves together with the rows. That leaves the dead letters of
 * malformed records, which go to Kafka and cannot commit together with the database. They are published first, in a Kafka
 * transaction that also commits, for the group, the offset just after the last of them. If the process dies before the
 * database commits, it reads the same records again; what lies below the group's committed offset has been published then,
 * and is not published a second time. All other commits to Kafka follow the database and only serve to show the lag.
 *
 * <p>While the database writes a batch the next is gathered and made ready, on the thread that polls: batches are small when
 * there is little to do, and large when the sink lags.
 */
final class LogFollower implements ConsumerRebalanceListener, AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration POLL_WHILE_WRITING = Duration.ofMillis(5);

    /** Most of one transaction. The more records it holds, the fewer times a page of an index is written. */
    private static final int MOST_RECORDS = 50_000;

    private static final long MOST_BYTES = 64 << 20;
    private static final long SHOW_LAG_NANOS = 500_000_000;

    private final Map<String, LogTopics.Source> sources;
    private final Consumer<byte[], byte[]> consumer;
    private final Store store;
    private final LetterBox letters;
    private final Reader reader;
    private final InstantSource clock;
    private final Map<TopicPartition, Long> published = new HashMap<>();
    private final Map<TopicPartition, Long> folded = new HashMap<>();
    private final ExecutorService writer = Executors.newSingleThreadExecutor(Thread.ofPlatform().name("sink-writer").factory());
    private CompletableFuture<Void> writing = CompletableFuture.completedFuture(null);
    private Map<TopicPartition, Long> written = Map.of();
    private FoldBatch gathered = new FoldBatch();
    private final Map<TopicPartition, Long> gatheredTo = new HashMap<>();
    private Map<TopicPartition, OffsetAndMetadata> shown = Map.of();
    private long lastShownNanos = System.nanoTime();

    LogFollower(WorkerSettings settings, Consumer<byte[], byte[]> consumer, Store store, LetterBox letters,
            UnaryOperator<byte[]> redaction, InstantSource clock) {
        this.sources = LogTopics.of(settings.prefix());
        this.consumer = consumer;
        this.store = store;
        this.letters = letters;
        this.reader = new Reader(settings.maxValueBytes(), redaction);
        this.clock = clock;
    }

    /** Follows until told to stop. */
    void run(BooleanSupplier stopping, Runnable turned) {
        consumer.subscribe(sources.keySet(), this);
        while (!stopping.getAsBoolean()) {
            take(consumer.poll(writing.isDone() ? POLL : POLL_WHILE_WRITING));
            if (gathered.size() >= MOST_RECORDS || gathered.bytes() >= MOST_BYTES) {
                finishWriting();
            }
            write();
            showLag(/* now= */ false);
            if (consumer.groupMetadata().generationId() > 0) {
                turned.run();
            }
        }
        writeAll();
        showLag(/* now= */ true);
    }

    /** Waits until what was handed to the database is in it. */
    private void finishWriting() {
        try {
            writing.join();
        } catch (CompletionException e) {
            writing = CompletableFuture.completedFuture(null);
            written = Map.of();
            gathered = new FoldBatch();
            gatheredTo.clear();
            if (e.getCause() instanceof StoreException cause) {
                throw cause;
            }
            throw e;
        }
        folded.putAll(written);
        written = Map.of();
    }

    private void take(ConsumerRecords<byte[], byte[]> records) {
        var refused = new ArrayList<ProducerRecord<byte[], byte[]>>();
        var reached = new HashMap<TopicPartition, OffsetAndMetadata>();
        for (ConsumerRecord<byte[], byte[]> kafka : records) {
            LogTopics.Source source = source(kafka.topic());
            switch (reader.read(source, kafka)) {
                case Decoded.Value<LogEntry>(LogEntry entry) -> gathered.add(entry);
                case Decoded.Malformed<LogEntry>(String field, String problem) -> {
                    var id = new TopicPartition(kafka.topic(), kafka.partition());
                    if (source.owned() && kafka.offset() >= published.getOrDefault(id, 0L)) {
                        refused.add(DeadLetters.of(kafka, new DeadLetters.Reason("sink", "malformed", field, problem, 0, clock.instant())));
                        reached.put(id, new OffsetAndMetadata(kafka.offset() + 1));
                    }
                }
            }
        }
        if (!refused.isEmpty()) {
            letters.publish(refused, reached, consumer.groupMetadata());
            reached.forEach((id, offset) -> published.put(id, offset.offset()));
        }
        for (TopicPartition id : records.partitions()) {
            gathered.advance(new Position(source(id.topic()).name(), id.partition()), consumer.position(id));
            gatheredTo.put(id, consumer.position(id));
        }
    }

    /** Hands what was gathered to the database, unless that is still busy. */
    private void write() {
        if (!writing.isDone()) {
            return;
        }
        finishWriting();
        if (!gatheredTo.isEmpty()) {
            FoldBatch batch = gathered;
            written = Map.copyOf(gatheredTo);
            writing = CompletableFuture.runAsync(() -> store.fold(batch), writer);
            gathered = new FoldBatch();
            gatheredTo.clear();
        }
    }

    /** Waits until all that was read is in the database. */
    private void writeAll() {
        finishWriting();
        write();
        finishWriting();
    }

    private LogTopics.Source source(String topic) {
        LogTopics.Source source = sources.get(topic);
        if (source == null) {
            throw new IllegalStateException("BUG: a record of " + topic + ", which was not subscribed to");
        }
        return source;
    }

    /** Commits to Kafka how far the database is, for those who look at the lag. */
    private void showLag(boolean now) {
        if (!now && System.nanoTime() - lastShownNanos < SHOW_LAG_NANOS) {
            return;
        }
        lastShownNanos = System.nanoTime();
        var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
        folded.forEach((id, offset) -> offsets.put(id, new OffsetAndMetadata(Math.max(offset, published.getOrDefault(id, 0L)))));
        if (offsets.equals(shown)) {
            return;
        }
        shown = offsets;
        if (now) {
            consumer.commitSync(offsets);
        } else {
            consumer.commitAsync(offsets, null);
        }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
        Map<Position, Long> stored = store.offsets();
        Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(Set.copyOf(assigned));
        for (TopicPartition id : assigned) {
            Long next = stored.get(new Position(source(id.topic()).name(), id.partition()));
            if (next == null) {
                consumer.seekToBeginning(List.of(id));
            } else {
                consumer.seek(id, next);
            }
            folded.put(id, consumer.position(id));
            OffsetAndMetadata offset = committed.get(id);
            published.put(id, offset == null ? 0L : offset.offset());
        }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
        writeAll();
        showLag(/* now= */ true);
        revoked.forEach(id -> {
            published.remove(id);
            folded.remove(id);
        });
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> lost) {
        writeAll();
        lost.forEach(id -> {
            published.remove(id);
            folded.remove(id);
        });
    }

    @Override
    public void close() {
        writer.close();
    }
}
