package dev.planline.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.planline.wire.Topic;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class RunnersTest {

    private final Lanes lanes = new Lanes();
    private final List<Long> handled = new ArrayList<>();

    private void add(long offset) {
        var partition = new OwnedPartition(new TopicPartition("t", 0), Topic.TASKS, CommittedOffset.at(0));
        var source = new ConsumerRecord<>("t", 0, offset, new byte[] {(byte) offset}, new byte[0]);
        lanes.add(new Key(source.key()), new Work(source, partition, new OffsetTracker(CommittedOffset.at(0)).add(offset), 0));
    }

    /** As when there is no memory left even to tell of it. */
    @Test
    void whatEndsARunnerIsThrownAndTheRestCanBeFinished() {
        lanes.limit(10);
        var runners = new Runners(lanes, work -> {
            if (work.source().offset() == 1) {
                throw new OutOfMemoryError("of the test");
            }
            handled.add(work.source().offset());
        }, Ticker.SYSTEM, Runnable::run);
        add(0);
        add(1);
        add(2);
        runners.wake();
        assertThat(handled).containsExactly(0L, 2L);
        assertThatThrownBy(runners::wake).isInstanceOf(OutOfMemoryError.class);
        add(3);
        runners.wakeRest();
        assertThat(handled).containsExactly(0L, 2L, 3L);
    }
}
