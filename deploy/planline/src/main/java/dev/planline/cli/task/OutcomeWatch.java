package dev.planline.cli.task;

import dev.planline.client.Cluster;
import dev.planline.client.TopicReader;
import dev.planline.model.Abandonment;
import dev.planline.model.RoutedPlan;
import dev.planline.wire.Codec;
import dev.planline.wire.Decoded;
import dev.planline.wire.EventHeaders;
import dev.planline.wire.Topic;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Watches for the outcomes of tasks that are submitted after it was opened. */
public final class OutcomeWatch implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);

    /** Topics whose dead letters end a task. */
    private static final List<Topic> FATAL = List.of(Topic.TASKS, Topic.PLANS, Topic.ROUTES, Topic.REJECTED);

    private final Cluster cluster;
    private final TopicReader reader;
    private final Codec codec = new Codec();
    private final Set<String> doubled = new LinkedHashSet<>();

    private OutcomeWatch(Cluster cluster, TopicReader reader) {
        this.cluster = cluster;
        this.reader = reader;
    }

    /** Begins behind what is on the topics now. */
    public static OutcomeWatch open(Cluster cluster) {
        Stream<String> ends = Stream.of(Topic.VALIDATED, Topic.ABANDONED).map(topic -> topic.name(cluster.prefix()));
        Stream<String> letters = FATAL.stream().map(topic -> topic.deadLetterName(cluster.prefix()));
        TopicReader reader = TopicReader.of(cluster, Stream.concat(ends, letters).toList());
        return new OutcomeWatch(cluster, reader.from(reader.ends()));
    }

    /**
     * Waits until all these tasks have ended, or the time is over.
     *
     * @param progress is told how many have
     * @return the outcomes found, in the order of the tasks
     */
    public Map<String, TaskOutcome> await(Set<String> tasks, Duration atMost, LongConsumer progress) {
        long deadline = System.nanoTime() + atMost.toNanos();
        var outcomes = new LinkedHashMap<String, TaskOutcome>();
        while (outcomes.size() < tasks.size() && System.nanoTime() < deadline) {
            for (ConsumerRecord<byte[], byte[]> record : reader.poll(POLL)) {
                TaskOutcome outcome = outcome(record);
                if (outcome != null && tasks.contains(outcome.taskId()) && outcomes.putIfAbsent(outcome.taskId(), outcome) != null) {
                    doubled.add(outcome.taskId());
                }
            }
            progress.accept(outcomes.size());
        }
        var ordered = new LinkedHashMap<String, TaskOutcome>();
        for (String task : tasks) {
            TaskOutcome outcome = outcomes.get(task);
            if (outcome != null) {
                ordered.put(task, outcome);
            }
        }
        return ordered;
    }

    /** Looks once more; the result is the tasks that have been seen to end more than once, which must not be. */
    public Set<String> endedAgain(Set<String> ended) {
        for (ConsumerRecord<byte[], byte[]> record : reader.poll(POLL)) {
            TaskOutcome outcome = outcome(record);
            if (outcome != null && ended.contains(outcome.taskId())) {
                doubled.add(outcome.taskId());
            }
        }
        return Set.copyOf(doubled);
    }

    @Override
    public void close() {
        reader.close();
    }

    private @Nullable TaskOutcome outcome(ConsumerRecord<byte[], byte[]> record) {
        if (record.topic().endsWith(Topic.DEAD_LETTER_SUFFIX)) {
            return record.key() == null ? null : TaskOutcome.deadLettered(record);
        }
        if (record.topic().equals(Topic.VALIDATED.name(cluster.prefix()))) {
            RoutedPlan route = decode(RoutedPlan.class, record);
            return route == null ? null : TaskOutcome.validated(route);
        }
        Abandonment abandonment = decode(Abandonment.class, record);
        return abandonment == null ? null : TaskOutcome.abandoned(abandonment);
    }

    private <T> @Nullable T decode(Class<T> type, ConsumerRecord<byte[], byte[]> record) {
        return switch (codec.decode(type, record.value(), EventHeaders.newerSchema(record.headers()))) {
            case Decoded.Value<T>(T value) -> value;
            case Decoded.Malformed<T> malformed -> null;
        };
    }
}
