package dev.planline.sink.log;

import dev.planline.runtime.Spans;
import dev.planline.sink.store.Position;
import dev.planline.tracing.Handling;
import dev.planline.tracing.Tracing;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The spans of trajectories that are folded, from when they are read until the database has them. Of a log that is read anew there may
 * be more than are worth keeping; those are not begun. Belongs to the thread that polls.
 */
final class FoldSpans {

    private static final int MOST = 4_096;

    private final Tracing tracing;
    private final String group;
    private final Map<Position, ArrayDeque<Open>> open = new HashMap<>();
    private int size;

    private record Open(long offset, Handling span) {}

    FoldSpans(Tracing tracing, String group) {
        this.tracing = tracing;
        this.group = group;
    }

    /** Whether there are spans at all. */
    boolean on() {
        return tracing.on();
    }

    /** Begins the span of a record that will be folded. */
    void begin(Position position, ConsumerRecord<byte[], byte[]> kafka) {
        if (size == MOST) {
            tracing.drop();
            return;
        }
        open.computeIfAbsent(position, key -> new ArrayDeque<>()).add(new Open(kafka.offset(), handle(kafka)));
        size++;
    }

    /** The span of a record that is about to be given up. */
    Handling handle(ConsumerRecord<byte[], byte[]> kafka) {
        return tracing.handle(Spans.received(kafka, group));
    }

    /** Whether there are any that have not ended. */
    boolean isEmpty() {
        return size == 0;
    }

    /** Ends the spans of what the database has, by the next offset of each partition. */
    void committed(Map<Position, Long> next) {
        open.forEach((position, spans) -> {
            long reached = next.getOrDefault(position, 0L);
            while (!spans.isEmpty() && spans.getFirst().offset() < reached) {
                Handling span = spans.removeFirst().span();
                span.done();
                span.committed();
                size--;
            }
        });
    }
}
