package dev.planline.runtime;

import dev.planline.wire.Topic;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A partition for the time that this worker owns it once. A partition that comes back is a new one, so what was
 * begun under the old one is told apart by identity. Belongs to the
 * thread that polls, but for {@link #accepting()} and {@link #owned()}.
 */
final class OwnedPartition {

    private final TopicPartition id;
    private final Topic topic;
    private final OffsetTracker offsets;
    private final Set<Work> open = new LinkedHashSet<>();
    private OffsetAndMetadata committed;
    private int pending;
    private volatile boolean accepting = true;
    private volatile boolean owned = true;

    OwnedPartition(TopicPartition id, Topic topic, CommittedOffset committed) {
        this.id = id;
        this.topic = topic;
        this.offsets = new OffsetTracker(committed);
        this.committed = committed.toKafka();
    }

    TopicPartition id() {
        return id;
    }

    Topic topic() {
        return topic;
    }

    OffsetTracker offsets() {
        return offsets;
    }

    /** Records that were read and whose outcome is not committed, oldest first. */
    Set<Work> open() {
        return open;
    }

    /** Whether a commit of this would say something new. */
    boolean differsFromCommitted(OffsetAndMetadata offset) {
        return !offset.equals(committed);
    }

    /** Notes what a transaction committed; null if it said nothing of this partition. */
    void noteCommit(@Nullable OffsetAndMetadata offset) {
        committed = offset == null ? committed : offset;
    }

    /** Notes that a record goes into its lane. */
    void dispatched(Work work) {
        open.add(work);
        pending++;
    }

    /** Notes that a record has left its lane. */
    void returned(Completion completion) {
        pending--;
        if (completion.skipped()) {
            open.remove(completion.work());
        }
    }

    /** Records that are in their lanes. */
    int pending() {
        return pending;
    }

    /** Whether records that wait in their lanes are still to be handled. */
    boolean accepting() {
        return accepting;
    }

    /** Lets what has begun finish and skips what has not. */
    void drain() {
        accepting = false;
    }

    /** Whether completions still count. */
    boolean owned() {
        return owned;
    }

    /** Gives the partition up: what is still in flight is interrupted, and its outcome ignored. */
    void release() {
        accepting = false;
        owned = false;
        open.forEach(Work::abandon);
    }
}
