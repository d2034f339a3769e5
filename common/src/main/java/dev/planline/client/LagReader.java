package dev.planline.client;

import dev.planline.wire.Topic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** Compares what is committed on the topics with what each stage has committed. */
public final class LagReader {

    private static final Map<String, Set<Topic>> STAGES = stages();

    private final Admin admin;
    private final String prefix;

    /** Of the groups and topics with this prefix; the caller closes the client. */
    public LagReader(Admin admin, String prefix) {
        this.admin = admin;
        this.prefix = prefix;
    }

    private static Map<String, Set<Topic>> stages() {
        var stages = new LinkedHashMap<String, Set<Topic>>();
        stages.put("planner", EnumSet.of(Topic.TASKS, Topic.REJECTED));
        stages.put("router", EnumSet.of(Topic.PLANS, Topic.REJECTED));
        stages.put("validator", EnumSet.of(Topic.ROUTES));
        stages.put("sink", EnumSet.allOf(Topic.class));
        stages.put("example-agents", EnumSet.of(Topic.VALIDATED));
        return stages;
    }

    /**
     * The lag of each stage on each topic that it reads. Groups that never existed are left out, but for the four workers. The ends are read after
     * all that is committed: a message that goes from one stage to the next meanwhile is counted at one of them, or at both.
     */
    public List<StageLag> read() {
        Set<String> topics = EnumSet.allOf(Topic.class).stream().map(topic -> topic.name(prefix))
                .collect(Collectors.toCollection(TreeSet::new));
        List<TopicPartition> partitions = partitions(topics);
        Map<String, Map<TopicPartition, OffsetAndMetadata>> progress = STAGES.keySet().stream()
                .collect(Collectors.toMap(Function.identity(), this::committed));
        Map<TopicPartition, Long> begins = offsets(partitions, OffsetSpec.earliest());
        Map<TopicPartition, Long> ends = offsets(partitions, OffsetSpec.latest());
        var lags = new ArrayList<StageLag>();
        STAGES.forEach((stage, read) -> {
            int workers = workers(group(stage));
            Map<TopicPartition, OffsetAndMetadata> committed = progress.getOrDefault(stage, Map.of());
            if (stage.equals("example-agents") && workers == 0 && committed.isEmpty()) {
                return;
            }
            for (Topic topic : read) {
                long lag = partitions.stream()
                        .filter(partition -> partition.topic().equals(topic.name(prefix)))
                        .mapToLong(partition -> Math.max(0, at(ends, partition) - next(committed, begins, partition)))
                        .sum();
                lags.add(new StageLag(stage, workers, topic.name(prefix), lag));
            }
        });
        return lags;
    }

    private List<TopicPartition> partitions(Collection<String> topics) {
        Map<String, TopicDescription> descriptions = Calls.get(admin.describeTopics(topics).allTopicNames());
        return descriptions.values().stream()
                .flatMap(topic -> topic.partitions().stream().map(info -> new TopicPartition(topic.name(), info.partition())))
                .toList();
    }

    private Map<TopicPartition, Long> offsets(List<TopicPartition> partitions, OffsetSpec spec) {
        var specs = partitions.stream().collect(Collectors.toMap(Function.identity(), partition -> spec));
        Map<TopicPartition, ListOffsetsResultInfo> found = Calls
                .get(admin.listOffsets(specs, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED)).all());
        return found.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    private int workers(String group) {
        try {
            return Calls.get(admin.describeConsumerGroups(List.of(group)).all()).values().stream().mapToInt(found -> found.members().size())
                    .sum();
        } catch (GroupIdNotFoundException e) {
            return 0;
        }
    }

    /** What a stage has committed; of the sink nothing, since it keeps its offsets itself. */
    private Map<TopicPartition, OffsetAndMetadata> committed(String stage) {
        return committed(stage, /* stable= */ false);
    }

    /**
     * What a member of the stage would be told now that gets its partitions. It waits for transactions that are open, and for a coordinator that has only
     * just taken over, which otherwise answers for a moment with what was committed before the last commits.
     */
    public Map<TopicPartition, OffsetAndMetadata> stableCommitted(String stage) {
        return committed(stage, /* stable= */ true);
    }

    private Map<TopicPartition, OffsetAndMetadata> committed(String stage, boolean stable) {
        try {
            return Calls.get(admin.listConsumerGroupOffsets(group(stage), new ListConsumerGroupOffsetsOptions().requireStable(stable))
                    .partitionsToOffsetAndMetadata());
        } catch (GroupIdNotFoundException e) {
            return Map.of();
        }
    }

    private String group(String stage) {
        return prefix + "-" + stage;
    }

    private static long next(Map<TopicPartition, OffsetAndMetadata> committed, Map<TopicPartition, Long> begins, TopicPartition partition) {
        OffsetAndMetadata offset = committed.get(partition);
        return offset == null ? at(begins, partition) : Math.max(offset.offset(), at(begins, partition));
    }

    private static long at(Map<TopicPartition, Long> offsets, TopicPartition partition) {
        return offsets.getOrDefault(partition, 0L);
    }
}
