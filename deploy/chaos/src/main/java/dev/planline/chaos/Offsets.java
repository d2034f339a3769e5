package dev.planline.chaos;

import dev.planline.chaos.check.Finding;
import dev.planline.chaos.check.Findings;
import dev.planline.client.LagReader;
import dev.planline.client.StageLag;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Looks at what the stages have committed: it may never go back, and in the end nothing may be left. Not thread-safe. */
final class Offsets {

    private static final List<String> STAGES = List.of("planner", "router", "validator");

    private final LagReader reader;
    private final Map<String, Map<TopicPartition, Long>> before = new HashMap<>();

    Offsets(Admin admin, String prefix) {
        this.reader = new LagReader(admin, prefix);
    }

    /** Compares with the last time; passes over it if the cluster does not answer now. */
    void look(Findings findings) {
        for (String stage : STAGES) {
            committed(stage).forEach((partition, committed) -> compare(stage, partition, committed, findings));
        }
    }

    private void compare(String stage, TopicPartition partition, @Nullable OffsetAndMetadata committed, Findings findings) {
        if (committed == null) {
            return;
        }
        Map<TopicPartition, Long> furthest = before.computeIfAbsent(stage, none -> new HashMap<>());
        long earlier = furthest.getOrDefault(partition, 0L);
        furthest.put(partition, Math.max(earlier, committed.offset()));
        if (earlier > committed.offset()) {
            findings.add(Finding.Kind.INCONSISTENT_OFFSET,
                    stage + " went back from " + earlier + " to " + committed.offset() + " on " + partition);
        }
    }

    /** Nothing if a fault is at work: the next look compares with the last that succeeded. */
    private Map<TopicPartition, OffsetAndMetadata> committed(String stage) {
        try {
            return reader.stableCommitted(stage);
        } catch (KafkaException e) {
            return Map.of();
        }
    }

    /** What the stages have not committed yet; -1 if the cluster does not answer now. */
    long lag() {
        try {
            return reader.read().stream().filter(lag -> STAGES.contains(lag.stage())).mapToLong(StageLag::lag).sum();
        } catch (KafkaException e) {
            return -1;
        }
    }
}
