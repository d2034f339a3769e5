package dev.planline.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.runtime.Lanes.Lane;
import dev.planline.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LanesTest {

    private static final int SEEDS = 2_000;

    private OwnedPartition partition = partition();

    private static OwnedPartition partition() {
        return new OwnedPartition(new TopicPartition("t", 0), Topic.TASKS, CommittedOffset.at(0));
    }

    /** Whatever the order in which runners begin, finish and end: each record once, in order, alone in its lane, and none left over. */
    @ParameterizedTest
    @ValueSource(longs = {1, 20_261_124})
    void eachRecordIsHandledOnceInOrderAndAloneInItsLane(long first) {
        for (long seed = first; seed < first + SEEDS; seed++) {
            var random = new Random(seed);
            partition = partition();
            var lanes = new Lanes();
            lanes.limit(1 + random.nextInt(6));
            List<Lane> claimed = new ArrayList<>();
            Map<String, Long> last = new HashMap<>();
            int handled = 0;
            int begun = 0;
            int offset = 0;
            int records = random.nextInt(60);
            while (handled < records) {
                switch (random.nextInt(3)) {
                    case 0 -> {
                        for (int i = random.nextInt(5); i > 0 && offset < records; i--) {
                            add(lanes, "k" + random.nextInt(8), offset++);
                        }
                    }
                    case 1 -> {
                        for (int more = lanes.admit(1 + random.nextInt(8)); more > 0; more--) {
                            begun += begin(lanes.next(null), claimed, last, seed);
                        }
                    }
                    default -> {
                        if (!claimed.isEmpty()) {
                            handled++;
                            begun += begin(lanes.next(claimed.remove(random.nextInt(claimed.size()))), claimed, last, seed);
                        }
                    }
                }
            }
            assertThat(begun).as("begun, seed %d", seed).isEqualTo(records);
            assertThat(claimed).as("seed %d", seed).isEmpty();
            assertThat(lanes.ready()).as("seed %d", seed).isZero();
        }
    }

    private static int begin(Lane lane, List<Lane> claimed, Map<String, Long> last, long seed) {
        if (lane == null) {
            return 0;
        }
        claimed.add(lane);
        Set<String> keys = new HashSet<>();
        claimed.forEach(each -> assertThat(keys.add(key(each))).as("alone in its lane, seed %d", seed).isTrue());
        long offset = lane.work().source().offset();
        assertThat(last.getOrDefault(key(lane), -1L)).as("in order, seed %d", seed).isLessThan(offset);
        last.put(key(lane), offset);
        return 1;
    }

    @Test
    void aKeyWithALongQueueTakesItsTurnWithTheOthers() {
        var lanes = new Lanes();
        for (int i = 0; i < 1_000; i++) {
            add(lanes, "hot", i);
        }
        add(lanes, "a", 1_000);
        add(lanes, "b", 1_001);
        assertThat(lanes.admit(1)).isEqualTo(1);
        List<String> order = new ArrayList<>();
        Lane lane = lanes.next(null);
        for (int i = 0; i < 5; i++) {
            order.add(key(lane));
            lane = lanes.next(lane);
        }
        assertThat(order).containsExactly("hot", "a", "b", "hot", "hot");
    }

    @Test
    void runnersThatAreTooManyEndAndLeaveTheirLaneToOthers() {
        var lanes = new Lanes();
        for (int i = 0; i < 4; i++) {
            add(lanes, "k" + i, i);
        }
        assertThat(lanes.admit(4)).isEqualTo(4);
        Lane first = lanes.next(null);
        Lane second = lanes.next(null);
        lanes.limit(2);
        assertThat(lanes.next(null)).isNull();
        assertThat(lanes.next(null)).isNull();
        assertThat(lanes.admit(4)).isZero();
        assertThat(key(lanes.next(first))).isEqualTo("k2");
        assertThat(key(lanes.next(second))).isEqualTo("k3");
    }

    private void add(Lanes lanes, String key, long offset) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        lanes.add(new Key(bytes),
                new Work(new ConsumerRecord<>("t", 0, offset, bytes, new byte[0]), partition, partition.offsets().add(offset), 0));
    }

    private static String key(Lane lane) {
        return new String(lane.work().source().key(), StandardCharsets.UTF_8);
    }
}
