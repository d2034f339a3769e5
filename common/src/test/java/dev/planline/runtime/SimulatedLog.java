package dev.planline.runtime;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/**
 * A log with transactions and one consumer group, in memory: what Kafka promises to the runtime, and no more.
 *
 * <p>A partition has one owner at a time, unless its member is expelled without knowing. A transaction's outputs and offsets become
 * visible together or not at all. Its offsets are refused if the member was expelled. A producer that begins ends what an earlier one
 * of its id left open.
 */
final class SimulatedLog {

    static final String TOPIC = "sim.tasks";

    private final Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records = new HashMap<>();
    private final Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    private final Map<String, Transaction> openTransactions = new HashMap<>();
    private final List<ProducerRecord<byte[], byte[]>> committed = new ArrayList<>();
    private final SimulatedGroup group;

    SimulatedLog(Random random, int partitions, int recordsEach, int keys) {
        group = new SimulatedGroup(random, partitions);
        for (TopicPartition partition : group.partitions()) {
            var list = new ArrayList<ConsumerRecord<byte[], byte[]>>();
            long offset = random.nextInt(3);
            for (int i = 0; i < recordsEach; i++) {
                list.add(record(partition, offset, "k" + partition.partition() + "-" + random.nextInt(keys)));
                offset += random.nextInt(4) == 0 ? 1 + random.nextInt(5) : 1;
            }
            records.put(partition, list);
        }
    }

    private static ConsumerRecord<byte[], byte[]> record(TopicPartition partition, long offset, String key) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        return new ConsumerRecord<>(partition.topic(), partition.partition(), offset, 0, TimestampType.CREATE_TIME, bytes.length, 8, bytes,
                new byte[8], new RecordHeaders(), Optional.empty());
    }

    SimulatedGroup group() {
        return group;
    }

    List<ConsumerRecord<byte[], byte[]>> records(TopicPartition partition) {
        return records.getOrDefault(partition, List.of());
    }

    int size() {
        return records.values().stream().mapToInt(List::size).sum();
    }

    /** What those who read committed see, in order. */
    List<ProducerRecord<byte[], byte[]>> committed() {
        return committed;
    }

    /** The committed offset. Whoever asks waits for open transactions, here until they have timed out. */
    Optional<OffsetAndMetadata> offset(TopicPartition partition) {
        openTransactions.values().removeIf(transaction -> transaction.offsets.containsKey(partition));
        return Optional.ofNullable(offsets.get(partition));
    }

    /** Begins a transaction, and ends what an earlier one of this id left open. */
    Transaction begin(String transactionalId) {
        var transaction = new Transaction(transactionalId);
        openTransactions.put(transactionalId, transaction);
        return transaction;
    }

    /** Outputs and offsets that become visible together. */
    final class Transaction {

        private final String transactionalId;
        private final List<ProducerRecord<byte[], byte[]>> outputs = new ArrayList<>();
        private final Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();

        private Transaction(String transactionalId) {
            this.transactionalId = transactionalId;
        }

        void send(ProducerRecord<byte[], byte[]> output) {
            outputs.add(output);
        }

        void offsets(Map<TopicPartition, OffsetAndMetadata> consumed, ConsumerGroupMetadata member) {
            if (!group.knows(member.memberId())) {
                throw new CommitFailedException("the member was expelled");
            }
            offsets.putAll(consumed);
        }

        /** Whether it is committed; false if it timed out before. */
        boolean commit() {
            if (!openTransactions.remove(transactionalId, this)) {
                return false;
            }
            committed.addAll(outputs);
            SimulatedLog.this.offsets.putAll(offsets);
            return true;
        }

        void abort() {
            openTransactions.remove(transactionalId, this);
        }
    }
}
