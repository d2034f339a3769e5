package dev.planline.chaos;

import dev.planline.chaos.check.Ledger;
import dev.planline.chaos.check.Place;
import dev.planline.chaos.workload.Batch;
import dev.planline.chaos.workload.Item;
import dev.planline.chaos.workload.Workload;
import dev.planline.client.Cluster;
import dev.planline.wire.Codec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Sends every n-th batch of a workload, one after the other, and notes in the ledger what the cluster said to each. */
final class Submitter implements Runnable {

    private final Workload workload;
    private final int number;
    private final Ledger ledger;
    private final Window window;
    private final Cluster cluster;
    private final AtomicBoolean stopped;
    private final long nanosPerTask;
    private final Codec codec = new Codec();
    private final Producer<byte[], byte[]> publishing;
    private @Nullable Producer<byte[], byte[]> transacting;

    /**
     * @param number from 0
     * @param nanosPerTask shortest time from one of its tasks to the next; 0 for none
     */
    Submitter(Workload workload, int number, Ledger ledger, Window window, Cluster cluster, AtomicBoolean stopped, long nanosPerTask) {
        this.workload = workload;
        this.number = number;
        this.ledger = ledger;
        this.window = window;
        this.cluster = patient(cluster);
        this.stopped = stopped;
        this.nanosPerTask = nanosPerTask;
        this.publishing = this.cluster.producer();
    }

    @Override
    public void run() {
        try {
            long due = System.nanoTime();
            for (int batch = number; batch < workload.batches() && !stopped.get(); batch += workload.submitters()) {
                TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
                due += nanosPerTask * workload.batch(batch).items().size();
                send(workload.batch(batch));
            }
        } catch (InterruptedException | InterruptException e) {
            var _ = Thread.interrupted(); // it ends now anyway, and to close must not be cut short
        } finally {
            publishing.close();
            giveUpProducer();
        }
    }

    private void send(Batch batch) throws InterruptedException {
        window.send(batch.items().size());
        batch.items().forEach(item -> ledger.sending(item.number()));
        switch (batch.way()) {
            case PUBLISHED -> publish(batch);
            case COMMITTED -> transact(batch, /* commit= */ true);
            case ABORTED -> transact(batch, /* commit= */ false);
        }
    }

    /** Acknowledged or not is known of each alone. */
    private void publish(Batch batch) {
        for (Item item : batch.items()) {
            var _ = publishing.send(message(item), (metadata, problem) -> {
                if (problem == null) {
                    ledger.acknowledged(item.number());
                } else {
                    window.over(1);
                }
            });
        }
        publishing.flush();
    }

    private void transact(Batch batch, boolean commit) throws InterruptedException {
        Producer<byte[], byte[]> producer = begin();
        if (producer == null || !sendAll(producer, batch)) {
            giveUp(batch);
        } else if (!commit) {
            abort(producer);
            giveUp(batch);
        } else {
            commit(producer, batch);
        }
    }

    /** A producer in a fresh transaction; null if the submitter is stopped before the cluster gives one. */
    private @Nullable Producer<byte[], byte[]> begin() throws InterruptedException {
        while (!stopped.get()) {
            try {
                if (transacting == null) {
                    transacting = cluster.producer(cluster.prefix() + "-submitter-" + number);
                    transacting.initTransactions();
                }
                transacting.beginTransaction();
                return transacting;
            } catch (KafkaException e) {
                giveUpProducer();
                Thread.sleep(100); // before asking again a cluster that is not there
            }
        }
        return null;
    }

    /** Whether all are on the log, so that an abort has something to abort. */
    private boolean sendAll(Producer<byte[], byte[]> producer, Batch batch) {
        try {
            var failed = new AtomicBoolean();
            for (Item item : batch.items()) {
                var _ = producer.send(message(item), (metadata, problem) -> failed.compareAndSet(false, problem != null));
            }
            producer.flush();
            if (failed.get()) {
                abort(producer);
            }
            return !failed.get();
        } catch (KafkaException e) {
            giveUpProducer();
            return false;
        }
    }

    /** If the answer does not come, it may be on the log or not, and stays unknown. */
    private void commit(Producer<byte[], byte[]> producer, Batch batch) {
        while (true) {
            try {
                producer.commitTransaction();
                batch.items().forEach(item -> ledger.acknowledged(item.number()));
                return;
            } catch (TimeoutException e) {
                if (stopped.get()) {
                    unknown(batch);
                    return;
                }
                // asking again is how it is learnt what became of it
            } catch (KafkaException e) {
                unknown(batch);
                return;
            }
        }
    }

    private void unknown(Batch batch) {
        giveUpProducer();
        window.over(batch.items().size());
    }

    private void giveUp(Batch batch) {
        batch.items().forEach(item -> ledger.givenUp(item.number()));
        window.over(batch.items().size());
    }

    private void abort(Producer<byte[], byte[]> producer) {
        try {
            producer.abortTransaction();
        } catch (KafkaException e) {
            giveUpProducer();
        }
    }

    /** Whatever it left open, the next one with its name aborts. */
    private void giveUpProducer() {
        if (transacting != null) {
            transacting.close(Duration.ZERO);
            transacting = null;
        }
    }

    private ProducerRecord<byte[], byte[]> message(Item item) {
        return new ProducerRecord<>(Place.TASKS.topicName(cluster.prefix()), item.key().getBytes(StandardCharsets.UTF_8),
                workload.value(item, codec));
    }

    /** Waits longer than others do, for that is what faults are for. */
    private static Cluster patient(Cluster cluster) {
        var options = new HashMap<>(cluster.kafka());
        options.put("linger.ms", "2");
        options.put("max.block.ms", "30000");
        options.put("delivery.timeout.ms", "120000");
        return new Cluster(cluster.bootstrapServers(), cluster.prefix(), options);
    }
}
