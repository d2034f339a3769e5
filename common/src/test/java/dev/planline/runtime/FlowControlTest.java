package dev.planline.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.runtime.WorkerSettings.FlowSettings;
import dev.planline.wire.Topic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class FlowControlTest {

    private final FlowControl flow = new FlowControl(new FlowSettings(1_000, 100_000, 10, 0));
    private final List<OwnedPartition> partitions = new ArrayList<>();

    @Test
    void onePartitionThatPilesUpEndsWithHalfOfTheBudgetAndLeavesTheRestToOthers() {
        OwnedPartition hog = partition();
        OwnedPartition other = partition();
        assertThat(readUntilFull(hog, 1)).isEqualTo(500);
        assertThat(flow.full(other)).isFalse();
        assertThat(readUntilFull(other, 1)).isEqualTo(250);
        assertThat(flow.full(hog)).isTrue();
    }

    @Test
    void aPartitionHasItsGuaranteedPartHoweverFullTheOthersAre() {
        OwnedPartition hog = partition();
        OwnedPartition other = partition();
        for (int i = 0; i < 2_000; i++) {
            read(hog, 1);
        }
        assertThat(readUntilFull(other, 1)).isEqualTo(125);
    }

    @Test
    void bytesAreSharedLikeRecords() {
        OwnedPartition hog = partition();
        assertThat(readUntilFull(hog, 1_000)).isEqualTo(50);
    }

    @Test
    void whatWasFullIsRoomyOnceItHoldsHalfOfItsShare() {
        OwnedPartition hog = partition();
        List<Work> held = new ArrayList<>();
        while (!observed().full(hog)) {
            held.add(read(hog, 1));
        }
        int committed = 0;
        while (!observed().roomy(hog)) {
            hog.closed(held.get(committed++));
        }
        assertThat(hog.open()).isEqualTo(333); // x <= (1000 - x) / 2
    }

    @Test
    void aPartitionReadsNoFartherBeyondItsWatermarkThanHalfOfWhatACommitCanTell() {
        OwnedPartition stuck = partition();
        read(stuck, 1);
        long last = 0;
        while (!observed().full(stuck)) {
            Work work = read(stuck, 1);
            work.entry().finish();
            stuck.closed(work);
            last = work.entry().offset();
        }
        assertThat(last).isEqualTo(CommittedOffset.WINDOW / 2);
    }

    private int readUntilFull(OwnedPartition partition, int bytes) {
        int count = 0;
        for (; !observed().full(partition); count++) {
            read(partition, bytes);
        }
        return count;
    }

    private FlowControl observed() {
        flow.observe(partitions);
        return flow;
    }

    private OwnedPartition partition() {
        var partition = new OwnedPartition(new TopicPartition("t", partitions.size()), Topic.TASKS, CommittedOffset.at(0));
        partitions.add(partition);
        return partition;
    }

    private static Work read(OwnedPartition partition, int bytes) {
        long offset = partition.offsets().watermark() + partition.offsets().spread();
        var value = new byte[bytes];
        Arrays.fill(value, (byte) ' ');
        var source = new ConsumerRecord<byte[], byte[]>("t", 0, offset, 0, TimestampType.CREATE_TIME, 0, bytes,
                new byte[0], value, new RecordHeaders(), Optional.empty());
        var work = new Work(source, partition, partition.offsets().add(offset), 0);
        partition.dispatched(work);
        return work;
    }
}
