package dev.planline.runtime;

import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TransactionAbortableException;

/** The part of Kafka's producer that the runtime uses, against a simulated log, with its faults. Its methods are called by name. */
final class SimulatedProducer {

    /** The process ends in the middle of a call. */
    static final class Killed extends RuntimeException {

        private static final long serialVersionUID = 1;
    }

    /** What may go wrong; chances are one in so many calls, 0 for never. */
    record Faults(int kill, int refuse, int lose) {

        static final Faults NONE = new Faults(0, 0, 0);
    }

    private final SimulatedLog log;
    private final Random random;
    private final String transactionalId;
    private Faults faults = Faults.NONE;
    private SimulatedLog.Transaction transaction;

    SimulatedProducer(SimulatedLog log, Random random, String transactionalId) {
        this.log = log;
        this.random = random;
        this.transactionalId = transactionalId;
        this.transaction = log.begin(transactionalId);
    }

    @SuppressWarnings("unchecked") // a proxy knows no generics
    Producer<byte[], byte[]> asKafka() {
        return Facade.of(Producer.class, this);
    }

    void faults(Faults now) {
        faults = now;
    }

    public void initTransactions() {
        transaction = log.begin(transactionalId);
    }

    public void beginTransaction() {
        transaction = log.begin(transactionalId);
    }

    public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> output) {
        maybeKilled();
        if (happens(faults.kill())) {
            throw new KafkaException("in an error state, since an earlier record could not be sent");
        }
        transaction.send(output);
        return new CompletableFuture<>();
    }

    public void sendOffsetsToTransaction(Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata member) {
        maybeKilled();
        transaction.offsets(offsets, member);
    }

    public void commitTransaction() {
        maybeKilled();
        if (happens(faults.refuse())) {
            throw new TransactionAbortableException("the coordinator asks to abort");
        }
        if (happens(faults.lose())) {
            // the answer is lost; whether it is committed nobody knows
            if (random.nextBoolean()) {
                var _ = transaction.commit();
            }
            throw new TimeoutException("no answer");
        }
        if (!transaction.commit()) {
            throw new InvalidProducerEpochException("the transaction timed out");
        }
        maybeKilled();
    }

    public void abortTransaction() {
        maybeKilled();
        transaction.abort();
    }

    public void close(Duration timeout) {
        transaction.abort();
    }

    private void maybeKilled() {
        if (happens(faults.kill())) {
            throw new Killed();
        }
    }

    private boolean happens(int oneIn) {
        return oneIn > 0 && random.nextInt(oneIn) == 0;
    }
}
