package dev.planline.runtime;

import dev.planline.wire.Topic;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * A partition for the time that this worker owns it once. A partition that comes back is a new one, so what was
 * begun under the old one is told apart by identity. Belongs to the thread that polls, but for {@link #owned()}.
 */
final class OwnedPartition {

    private final TopicPartition id;
    private final Topic topic;
    private final OffsetTracker offsets;
    private final Set<Work> open = new LinkedHashSet<>();
    private long committedWatermark;
    private volatile boolean owned = true;

    OwnedPartition(TopicPartition id, Topic topic, CommittedOffset committed) {
        this.id = id;
        this.topic = topic;
        this.offsets = new OffsetTracker(committed);
        this.committedWatermark = committed.watermark();
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

    /** Whether a commit would say something new. */
    boolean moved() {
        return offsets.watermark() > committedWatermark;
    }

    void noteCommit(long watermark) {
        committedWatermark = watermark;
    }

    boolean owned() {
        return owned;
    }

    /** Gives the partition up: what is still in flight is interrupted, and its outcome ignored. */
    void release() {
        owned = false;
        open.forEach(Work::abandon);
    }
}
