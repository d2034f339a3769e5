package dev.planline.client;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;

/**
 * Publishes records in transactions, as the only one of its name: each becomes visible whole or not at all. To open it fences whoever had
 * that name before and ends what he left open, so what is read afterwards is all that he will ever have published. Not thread-safe.
 */
public final class AtomicPublisher implements AutoCloseable {

    private static final Duration CLOSES = Duration.ofSeconds(5);

    private final Producer<byte[], byte[]> producer;

    /**
     * @param name one at a time on a cluster may have it, under the prefix
     */
    public AtomicPublisher(Cluster cluster, String name) {
        producer = cluster.producer(cluster.prefix() + "-" + name);
        try {
            producer.initTransactions();
        } catch (RuntimeException e) {
            producer.close(Duration.ZERO);
            throw e;
        }
    }

    /**
     * Publishes these records together and waits until they are visible.
     *
     * @throws PublishSuperseded if another of the same name has been opened, or the broker gave this one up; nothing of it becomes visible
     * @throws PublishFailed if it failed otherwise; nothing of it is visible, unless the answer to the commit alone was lost
     */
    public void publish(List<ProducerRecord<byte[], byte[]>> records) {
        try {
            producer.beginTransaction();
            for (ProducerRecord<byte[], byte[]> each : records) {
                var _ = producer.send(each); // a failed send fails the commit
            }
            producer.commitTransaction();
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            throw abort(e);
        }
    }

    private RuntimeException abort(KafkaException failure) {
        boolean superseded = fenced(failure);
        try {
            producer.abortTransaction();
        } catch (KafkaException e) {
            superseded = superseded || fenced(e);
        } catch (IllegalStateException e) {
            // Kafka lets nobody abort after a commit that was not answered in time; whoever opens the name next ends it.
            failure.addSuppressed(e);
        }
        return superseded
                ? new PublishSuperseded(failure)
                : new PublishFailed("a transaction was not committed: " + messages(failure), failure);
    }

    /** The reasons too: of calls after a failed one Kafka itself only says that the producer is in an error state. */
    private static String messages(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).map(Throwable::getMessage).filter(Objects::nonNull)
                .collect(Collectors.joining("; "));
    }

    /** The broker has ended the transaction, for another of the same name or since it was open for too long; it says so in one of three ways. */
    private static boolean fenced(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProducerFencedException || cause instanceof InvalidProducerEpochException
                    || cause instanceof InvalidTxnStateException) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        producer.close(CLOSES); // by itself it would wait for ever for a cluster that is gone, to end what is open
    }
}
