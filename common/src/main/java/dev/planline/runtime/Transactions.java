package dev.planline.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits outcomes and offsets together.
 *
 * <p>Completions are collected until a commit succeeds. If the group has moved on in the meantime, the transaction is
 * aborted and everything of the partitions that are still ours goes into the next one; nothing of it was visible. Any other
 * failure leaves the fate of the transaction to the coordinator: the caller must start afresh from the committed offsets.
 * Belongs to the thread that polls.
 */
final class Transactions implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(Transactions.class);

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final Producer<byte[], byte[]> producer;
    private final Supplier<ConsumerGroupMetadata> group;
    private List<Completion> waiting = new ArrayList<>();

    /** Fences every earlier producer of the same transactional id and ends what it left open. */
    Transactions(Producer<byte[], byte[]> producer, Supplier<ConsumerGroupMetadata> group) {
        this.producer = producer;
        this.group = group;
        producer.initTransactions();
    }

    void add(Completion completion) {
        waiting.add(completion);
    }

    /** Completions that wait for a commit. */
    int size() {
        return waiting.size();
    }

    /**
     * Commits what waits and the progress of these partitions.
     *
     * @return what was committed; empty if there was nothing, or if the group refused and it is to be tried again
     */
    List<Completion> commit(Iterable<OwnedPartition> partitions) {
        waiting.removeIf(completion -> !completion.work().partition().owned());
        List<Completion> batch = takeWhatFits();
        Map<TopicPartition, OffsetAndMetadata> offsets = offsets(partitions);
        if (batch.isEmpty() && offsets.isEmpty()) {
            return List.of();
        }
        try {
            producer.beginTransaction();
            for (Completion completion : batch) {
                for (ProducerRecord<byte[], byte[]> output : completion.outputs()) {
                    // a failed send fails the commit
                    var _ = producer.send(output);
                }
            }
            producer.sendOffsetsToTransaction(offsets, group.get());
            producer.commitTransaction();
        } catch (CommitFailedException | TransactionAbortableException e) {
            LOGGER.info("transaction aborted, will be tried again: {}", e.getMessage());
            producer.abortTransaction();
            waiting.addAll(0, batch);
            return List.of();
        }
        partitions.forEach(partition -> partition.noteCommit(offsets.get(partition.id())));
        batch.forEach(completion -> completion.work().partition().open().remove(completion.work()));
        return batch;
    }

    /** Finishes what can be told in the metadata of this commit; the rest waits until the watermark has moved. */
    private List<Completion> takeWhatFits() {
        var batch = new ArrayList<Completion>(waiting.size());
        var rest = new ArrayList<Completion>();
        for (Completion completion : waiting) {
            Work work = completion.work();
            if (work.partition().offsets().fits(work.entry().offset())) {
                work.entry().finish();
                batch.add(completion);
            } else {
                rest.add(completion);
            }
        }
        waiting = rest;
        return batch;
    }

    private static Map<TopicPartition, OffsetAndMetadata> offsets(Iterable<OwnedPartition> partitions) {
        var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
        for (OwnedPartition partition : partitions) {
            OffsetAndMetadata offset = partition.offsets().committed().toKafka();
            if (partition.differsFromCommitted(offset)) {
                offsets.put(partition.id(), offset);
            }
        }
        return offsets;
    }

    @Override
    public void close() {
        producer.close(CLOSE_TIMEOUT);
    }
}
