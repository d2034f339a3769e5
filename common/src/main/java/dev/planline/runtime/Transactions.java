package dev.planline.runtime;

import dev.planline.tracing.Handling;
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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits outcomes and offsets together.
 *
 * <p>Outputs are sent as their records complete, so that a commit finds most of them written. They belong to one
 * open transaction, and are kept until it has committed. If it must not, since the group has moved on or one of its partitions
 * is lost, it is aborted, and what still counts is sent again in the next; nothing of it was visible. Any other
 * failure leaves the fate of the transaction to the coordinator: the caller must start afresh from the committed offsets.
 * Belongs to the thread that polls.
 */
final class Transactions implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(Transactions.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final Producer<byte[], byte[]> producer;
    private final Supplier<ConsumerGroupMetadata> group;
    private final Runnable endOrphans;
    private List<Completion> sent = new ArrayList<>();
    private List<Completion> heldBack = new ArrayList<>();
    private boolean open;

    /**
     * Fences every earlier producer of the same transactional id and ends what it left open.
     *
     * @param endOrphans ends what other workers of the group left open when they died
     */
    Transactions(Producer<byte[], byte[]> producer, Supplier<ConsumerGroupMetadata> group, Runnable endOrphans) {
        this.producer = producer;
        this.group = group;
        this.endOrphans = endOrphans;
        try {
            producer.initTransactions();
        } catch (RuntimeException e) {
            producer.close(Duration.ZERO); // nobody else has it yet, and it would go on trying to connect
            throw e;
        }
    }

    /** Makes sure that nobody who died holds back the offsets of partitions that are taken over now. */
    void takeOver() {
        endOrphans.run();
    }

    /** Completions that wait for a commit. */
    int size() {
        return sent.size() + heldBack.size();
    }

    /** Sends the outputs of a record; one too far beyond the watermark to be told in the metadata of a commit waits until that has moved. */
    void add(Completion completion) {
        Work work = completion.work();
        if (!work.partition().owned()) {
            return;
        }
        if (!work.partition().offsets().fits(work.entry().offset())) {
            heldBack.add(completion);
            return;
        }
        work.entry().finish();
        send(completion);
    }

    private void send(Completion completion) {
        begin();
        Handling span = completion.work().span();
        if (span == null) {
            for (ProducerRecord<byte[], byte[]> output : completion.outputs()) {
                // a failed send fails the commit
                var _ = producer.send(output);
            }
        } else {
            send(completion.outputs(), span);
        }
        sent.add(completion);
    }

    private void send(List<ProducerRecord<byte[], byte[]>> outputs, Handling span) {
        for (int i = 0; i < outputs.size(); i++) {
            int index = i;
            var _ = producer.send(outputs.get(i), (metadata, failure) -> {
                if (failure == null) {
                    span.placed(index, metadata.partition(), metadata.offset());
                }
            });
        }
    }

    private void begin() {
        if (!open) {
            producer.beginTransaction();
            open = true;
        }
    }

    /**
     * Commits what was sent and the progress of these partitions.
     *
     * @return what was committed; empty if there was nothing, or if the group refused and it is to be tried again
     */
    List<Completion> commit(Iterable<OwnedPartition> partitions) {
        if (sent.stream().anyMatch(completion -> !completion.work().partition().owned())) {
            abort("partitions were lost");
        }
        sendHeldBack();
        Map<TopicPartition, OffsetAndMetadata> offsets = offsets(partitions);
        if (sent.isEmpty() && offsets.isEmpty()) {
            return List.of();
        }
        begin();
        try {
            producer.sendOffsetsToTransaction(offsets, group.get());
            producer.commitTransaction();
        } catch (CommitFailedException | TransactionAbortableException e) {
            abort(e.getMessage());
            return List.of();
        }
        open = false;
        List<Completion> committed = sent;
        sent = new ArrayList<>();
        partitions.forEach(partition -> partition.noteCommit(offsets.get(partition.id())));
        return committed;
    }

    private void sendHeldBack() {
        List<Completion> before = heldBack;
        heldBack = new ArrayList<>();
        before.forEach(this::add);
    }

    private void abort(@Nullable String reason) {
        LOGGER.info("transaction aborted, will be tried again: {}", reason);
        producer.abortTransaction();
        open = false;
        List<Completion> before = sent;
        sent = new ArrayList<>();
        before.stream().filter(completion -> completion.work().partition().owned()).forEach(this::send);
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
