package dev.planline.benchmarks.contender;

import io.confluent.parallelconsumer.ParallelConsumerOptions;
import io.confluent.parallelconsumer.ParallelConsumerOptions.CommitMode;
import io.confluent.parallelconsumer.ParallelConsumerOptions.ProcessingOrder;
import io.confluent.parallelconsumer.ParallelStreamProcessor;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Confluent's parallel consumer, ordered by key. */
public final class ParallelConsumer implements Contender {

    private final boolean transactional;

    private ParallelConsumer(boolean transactional) {
        this.transactional = transactional;
    }

    /** Commits offsets now and then: at least once. */
    public static ParallelConsumer atLeastOnce() {
        return new ParallelConsumer(false);
    }

    /** Commits outputs and offsets in one transaction now and then. */
    public static ParallelConsumer inTransactions() {
        return new ParallelConsumer(true);
    }

    @Override
    public String name() {
        return transactional ? "parallel-consumer, transactions" : "parallel-consumer";
    }

    @Override
    public boolean exactlyOnce() {
        return transactional;
    }

    @Override
    public boolean ordered() {
        return true;
    }

    @Override
    public boolean olderClients() {
        return true;
    }

    @Override
    public Running start(Job job) {
        // it knows the classic protocol only
        var consumer = new KafkaConsumer<byte[], byte[]>(ClientOptions.consumer(job));
        var producer = ClientOptions
                .newProducer(transactional ? ClientOptions.transactionalProducer(job, job.id()) : ClientOptions.producer(job));
        ParallelConsumerOptions<byte[], byte[]> options = ParallelConsumerOptions.<byte[], byte[]>builder()
                .consumer(consumer)
                .producer(producer)
                .ordering(ProcessingOrder.KEY)
                .maxConcurrency(job.workload().concurrency())
                .commitMode(transactional ? CommitMode.PERIODIC_TRANSACTIONAL_PRODUCER : CommitMode.PERIODIC_CONSUMER_ASYNCHRONOUS)
                .commitInterval(Duration.ofMillis(100))
                .ignoreReflectiveAccessExceptionsForAutoCommitDisabledCheck(true)
                .build();
        ParallelStreamProcessor<byte[], byte[]> processor = ParallelStreamProcessor.createEosStreamProcessor(options);
        processor.subscribe(List.of(job.input()));
        processor.pollAndProduce(context -> new ProducerRecord<>(job.output(), context.key(), job.workload().handle(context.value())));
        return processor::closeDontDrainFirst;
    }
}
