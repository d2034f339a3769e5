package dev.planline.sink.log;

import dev.planline.runtime.Spans;
import dev.planline.runtime.WorkerSettings;
import dev.planline.sink.store.FoldBatch;
import dev.planline.sink.store.LogEntry;
import dev.planline.sink.store.Position;
import dev.planline.sink.store.Store;
import dev.planline.tracing.Handling;
import dev.planline.tracing.Tracing;
import dev.planline.wire.DeadLetters;
import dev.planline.wire.Decoded;
import dev.planline.wire.Redrives;
import dev.planline.wire.Topic;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Reads the log into the store, each record once.
 *
 * <p>Where to read on is what the database says, since it moves together with the rows. That leaves the dead letters of
 * malformed records, which go to Kafka and cannot commit together with the database. They are published first, in a Kafka
 * transaction that also commits, for the group, the offset just after the last of them. If the process dies before the
 * database commits, it reads the same records again; what lies below the group's committed offset has been published then,
 * and is not published a second time. All other commits to Kafka follow the database and only serve to show the lag.
 *
 * <p>While the database writes, what follows is gathered and made ready on the thread that polls.
 */
final class LogFollower implements ConsumerRebalanceListener, AutoCloseable {

    private static final String MALFORMED = "malformed";
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration POLL_WHILE_WRITING = Duration.ofMillis(5);

    /** Most of one transaction. The more records it holds, the fewer times a page of an index is written. */
    private static final int MOST_RECORDS = 50_000;

    private static final long SHOW_LAG_NANOS = 500_000_000;

    private final Map<String, LogTopics.Source> sources;
    private final Consumer<byte[], byte[]> consumer;
    private final Store store;
    private final LetterBox letters;
    private final Reader reader;
    private final InstantSource clock;
    private final SinkMeters meters;
    private final FoldSpans spans;
    private final Map<TopicPartition, Long> published = new HashMap<>();
    private final GroupCommit writer;
    private final Map<Position, Long> read = new HashMap<>();
    private FoldBatch gathered = new FoldBatch();
    private Map<TopicPartition, OffsetAndMetadata> shown = Map.of();
    private long lastShownNanos = System.nanoTime();

    LogFollower(WorkerSettings settings, Consumer<byte[], byte[]> consumer, Store store, LetterBox letters,
            UnaryOperator<byte[]> redaction, SinkMeters meters, Tracing tracing, InstantSource clock) {
        this.sources = LogTopics.of(settings.prefix());
        this.consumer = consumer;
        this.store = store;
        this.letters = letters;
        this.reader = new Reader(settings.maxValueBytes(), redaction);
        this.clock = clock;
        this.meters = meters;
        this.spans = new FoldSpans(tracing, LogReader.group(settings));
        this.writer = new GroupCommit(store, MOST_RECORDS, GroupCommit.MOST_BYTES, Duration.ZERO, meters::folded);
    }

    /** Follows until told to stop. */
    void run(BooleanSupplier stopping, Runnable turned) {
        consumer.subscribe(sources.keySet(), this);
        while (!stopping.getAsBoolean()) {
            take(consumer.poll(writer.idle() && gathered.next().isEmpty() ? POLL : POLL_WHILE_WRITING));
            handOver();
            endSpans();
            showLag(/* now= */ false);
            if (consumer.groupMetadata().generationId() > 0) {
                turned.run();
            }
        }
        writeAll();
        endSpans();
        showLag(/* now= */ true);
    }

    private void take(ConsumerRecords<byte[], byte[]> records) {
        var refused = new ArrayList<ProducerRecord<byte[], byte[]>>();
        var refusals = new ArrayList<Handling>();
        var reached = new HashMap<TopicPartition, OffsetAndMetadata>();
        for (ConsumerRecord<byte[], byte[]> kafka : records) {
            LogTopics.Source source = source(kafka.topic());
            switch (reader.read(source, kafka)) {
                case Decoded.Value<LogEntry>(LogEntry entry) -> {
                    gathered.add(entry, kafka.serializedValueSize());
                    if (source.values() != null && Redrives.redriven(kafka.headers())) {
                        meters.redriven(/* gaveUp= */ false);
                    }
                    if (spans.on() && source.values() == Topic.TRAJECTORIES) {
                        spans.begin(new Position(source.name(), kafka.partition()), kafka);
                    }
                }
                case Decoded.Malformed<LogEntry>(String field, String problem) -> {
                    var id = new TopicPartition(kafka.topic(), kafka.partition());
                    if (source.owned() && kafka.offset() >= published.getOrDefault(id, 0L)) {
                        Handling span = spans.on() ? spans.handle(kafka) : null;
                        refused.add(refusal(kafka, field, problem, span));
                        if (Redrives.redriven(kafka.headers())) {
                            meters.redriven(/* gaveUp= */ true);
                        }
                        if (span != null) {
                            refusals.add(span);
                        }
                        reached.put(id, new OffsetAndMetadata(kafka.offset() + 1));
                    }
                }
            }
        }
        if (!refused.isEmpty()) {
            letters.publish(refused, reached, consumer.groupMetadata());
            reached.forEach((id, offset) -> published.put(id, offset.offset()));
            refusals.forEach(Handling::committed);
            meters.gaveUp(refused.size());
        }
        records.nextOffsets().forEach((id, next) -> {
            var position = new Position(source(id.topic()).name(), id.partition());
            gathered.advance(position, next.offset());
            read.put(position, next.offset());
        });
    }

    private ProducerRecord<byte[], byte[]> refusal(ConsumerRecord<byte[], byte[]> kafka, String field, String problem,
            @Nullable Handling span) {
        var reason = new DeadLetters.Reason(LogReader.NAME, MALFORMED, field, problem, 0, clock.instant());
        if (span == null) {
            return DeadLetters.of(kafka, reason, null);
        }
        String traceparent = span.send(kafka.topic() + Topic.DEAD_LETTER_SUFFIX, Spans.text(kafka.key()));
        span.gaveUp(MALFORMED, problem);
        return DeadLetters.of(kafka, reason, traceparent);
    }

    private void endSpans() {
        if (!spans.isEmpty()) {
            spans.committed(writer.committed());
        }
    }

    private void handOver() {
        if (!gathered.next().isEmpty() && writer.take(gathered)) {
            gathered = new FoldBatch();
        }
    }

    /** Waits until all that was read is in the database. */
    private void writeAll() {
        writer.flush();
        handOver();
        writer.flush();
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
        Map<Position, Long> folded = writer.committed();
        meters.lag(lag(folded));
        published.forEach((id, offset) -> {
            Long next = folded.get(new Position(source(id.topic()).name(), id.partition()));
            if (next != null) {
                offsets.put(id, new OffsetAndMetadata(Math.max(next, offset)));
            }
        });
        if (offsets.equals(shown)) {
            return;
        }
        shown = offsets;
        if (now) {
            consumer.commitSync(offsets);
        } else {
            consumer.commitAsync(offsets, (_, failure) -> {
                if (failure != null) {
                    shown = Map.of(); // and so is tried again
                }
            });
        }
    }

    /** Records of the partitions read here that the database does not have. */
    private long lag(Map<Position, Long> folded) {
        long lag = 0;
        for (TopicPartition id : published.keySet()) {
            var position = new Position(source(id.topic()).name(), id.partition());
            long next = read.getOrDefault(position, 0L);
            lag += consumer.currentLag(id).orElse(0) + Math.max(0, next - folded.getOrDefault(position, next));
        }
        return lag;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
        Map<Position, Long> stored = store.offsets();
        Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(Set.copyOf(assigned));
        for (TopicPartition id : assigned) {
            var position = new Position(source(id.topic()).name(), id.partition());
            Long next = stored.get(position);
            if (next == null) {
                consumer.seekToBeginning(List.of(id));
            } else {
                consumer.seek(id, next);
                writer.startAt(position, next);
            }
            OffsetAndMetadata offset = committed.get(id);
            published.put(id, offset == null ? 0L : offset.offset());
        }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
        writeAll();
        showLag(/* now= */ true);
        revoked.forEach(published::remove);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> lost) {
        writeAll();
        lost.forEach(published::remove);
    }

    @Override
    public void close() {
        writer.close();
    }
}
