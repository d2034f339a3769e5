package dev.planline.runtime;

import dev.planline.wire.Topic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A partition for the time that this worker owns it once. A partition that comes back is a new one, so what was
 * begun under the old one is told apart by identity. Belongs to the
 * thread that polls, but for {@link #accepting()}.
 */
final class OwnedPartition {

    private final TopicPartition id;
    private final Topic topic;
    private final OffsetTracker offsets;
    private OffsetAndMetadata committed;
    private int open;
    private long openBytes;
    private int pending;
    private boolean owned = true;
    private volatile boolean accepting = true;

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

    /** Records that were read and whose outcome is not committed. */
    int open() {
        return open;
    }

    /** Bytes of such records. */
    long openBytes() {
        return openBytes;
    }

    /** Records that are in their lanes. */
    int pending() {
        return pending;
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
        work.entry().begin(work);
        open++;
        openBytes += work.size();
        pending++;
    }

    /** Notes that a record has left its lane. */
    void returned() {
        pending--;
    }

    /** Notes that the outcome of a record is committed, or that nobody handled it. */
    void closed(Work work) {
        open--;
        openBytes -= work.size();
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
        offsets.forEachOpen(Work::abandon);
    }
}
