package dev.planline.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The part of Kafka's consumer that the runtime uses, against a simulated log. Its methods are called by name. */
final class SimulatedConsumer {

    private final SimulatedLog log;
    private final Random random;
    private final SimulatedTicker ticker;
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private final Set<TopicPartition> unlocated = new HashSet<>();
    private final Set<TopicPartition> paused = new HashSet<>();
    private @Nullable ConsumerRebalanceListener listener;
    private String member;

    SimulatedConsumer(SimulatedLog log, Random random, SimulatedTicker ticker) {
        this.log = log;
        this.random = random;
        this.ticker = ticker;
        this.member = log.group().join();
    }

    @SuppressWarnings("unchecked") // a proxy knows no generics
    Consumer<byte[], byte[]> asKafka() {
        return Facade.of(Consumer.class, this);
    }

    String member() {
        return member;
    }

    public void subscribe(Collection<String> topics, ConsumerRebalanceListener callback) {
        listener = callback;
    }

    public ConsumerRecords<byte[], byte[]> poll(Duration wait) {
        ticker.advance(random.nextLong(1 + wait.toNanos()));
        rebalance(Objects.requireNonNull(listener));
        unlocated.removeIf(partition -> random.nextBoolean());
        var batch = new HashMap<TopicPartition, List<ConsumerRecord<byte[], byte[]>>>();
        for (TopicPartition partition : log.group().partitions()) {
            if (positions.containsKey(partition) && !unlocated.contains(partition) && !paused.contains(partition)) {
                List<ConsumerRecord<byte[], byte[]>> some = fetch(partition);
                if (!some.isEmpty()) {
                    batch.put(partition, some);
                }
            }
        }
        return new ConsumerRecords<>(batch, Map.of());
    }

    private void rebalance(ConsumerRebalanceListener callback) {
        if (!log.group().knows(member)) {
            Set<TopicPartition> lost = Set.copyOf(positions.keySet());
            forget(lost);
            callback.onPartitionsLost(lost);
            member = log.group().join();
        }
        Set<TopicPartition> revoked = log.group().toRevoke(member);
        if (!revoked.isEmpty()) {
            callback.onPartitionsRevoked(revoked);
            forget(revoked);
            log.group().revoked(member, revoked);
        }
        if (log.group().knows(member)) {
            Set<TopicPartition> assigned = log.group().assign(member);
            assigned.forEach(partition -> positions.put(partition, log.offset(partition).map(OffsetAndMetadata::offset).orElse(0L)));
            unlocated.addAll(assigned);
            callback.onPartitionsAssigned(assigned);
        }
    }

    private void forget(Set<TopicPartition> revoked) {
        revoked.forEach(positions::remove);
        unlocated.removeAll(revoked);
        paused.removeAll(revoked);
    }

    private List<ConsumerRecord<byte[], byte[]>> fetch(TopicPartition partition) {
        long position = positions.get(partition);
        int most = random.nextInt(6);
        var some = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        long next = position;
        long following = -1;
        for (ConsumerRecord<byte[], byte[]> source : log.records(partition)) {
            if (source.offset() >= position && some.size() < most) {
                some.add(source);
                next = source.offset() + 1;
            } else if (source.offset() >= next) {
                following = source.offset();
                break;
            }
        }
        // steps over a gap now or later, as a consumer does
        positions.put(partition, following > next && random.nextInt(3) == 0 ? following : next);
        return some;
    }

    public Map<TopicPartition, OffsetAndMetadata> committed(Set<TopicPartition> asked, Duration patience) {
        var found = new HashMap<TopicPartition, OffsetAndMetadata>();
        asked.forEach(partition -> log.offset(partition).ifPresent(offset -> found.put(partition, offset)));
        return found;
    }

    public long position(TopicPartition partition, Duration patience) {
        assertThat(patience).as("how long it may wait for a position that it may never learn").isZero();
        if (unlocated.contains(partition)) {
            throw new TimeoutException("it does not know where it is in " + partition);
        }
        return positions.get(partition);
    }

    public OptionalLong currentLag(TopicPartition partition) {
        return OptionalLong.empty();
    }

    @SuppressWarnings("removal") // the only way to make one
    public ConsumerGroupMetadata groupMetadata() {
        return new ConsumerGroupMetadata("sim", 1, member, Optional.empty());
    }

    public void pause(Collection<TopicPartition> which) {
        paused.addAll(which);
    }

    public void resume(Collection<TopicPartition> which) {
        paused.removeAll(which);
    }
}
