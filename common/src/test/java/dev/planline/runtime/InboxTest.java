package dev.planline.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.planline.wire.Topic;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class InboxTest {

    private final OwnedPartition partition = new OwnedPartition(new TopicPartition("planline.tasks", 0), Topic.TASKS,
            CommittedOffset.at(0));
    private final Inbox inbox = new Inbox(Ticker.SYSTEM);
    private final List<Long> taken = new ArrayList<>();

    @Test
    void whatATakerThatFailsWasNotGivenStaysAndKeepsItsPlace() {
        addUpTo(4);
        assertThatThrownBy(() -> inbox.drain(0, 0, completion -> {
            take(completion);
            if (taken.size() == 2) {
                add(4);
                throw new IllegalStateException("of the test");
            }
        })).hasMessage("of the test");
        var _ = inbox.drain(0, 0, this::take);
        assertThat(taken).containsExactly(0L, 1L, 2L, 3L, 4L);
    }

    @Test
    void whatArrivesWhileItIsDrainedComesNextTime() {
        addUpTo(3);
        for (int time = 0; time < 2; time++) {
            var _ = inbox.drain(0, 0, completion -> {
                take(completion);
                add(10L * taken.size());
            });
        }
        assertThat(taken).containsExactly(0L, 1L, 2L, 10L, 20L, 30L);
    }

    private void addUpTo(int count) {
        for (int offset = 0; offset < count; offset++) {
            add(offset);
        }
    }

    private void add(long offset) {
        var source = new ConsumerRecord<byte[], byte[]>("planline.tasks", 0, offset, null, new byte[0]);
        inbox.add(Completion.skipped(new Work(source, partition, partition.offsets().add(offset), 0)));
    }

    private void take(Completion completion) {
        taken.add(completion.work().source().offset());
    }
}
