package dev.planline.benchmarks.contender;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.transaction.KafkaTransactionManager;

/** Spring Kafka's listener container, a thread for each partition, batches. */
public final class Spring implements Contender {

    private final boolean transactional;

    private Spring(boolean transactional) {
        this.transactional = transactional;
    }

    /** Flushes, then commits offsets: at least once. */
    public static Spring atLeastOnce() {
        return new Spring(false);
    }

    /** A transaction for each batch. */
    public static Spring inTransactions() {
        return new Spring(true);
    }

    @Override
    public String name() {
        return transactional ? "Spring Kafka, transactions" : "Spring Kafka";
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
    public Running start(Job job) {
        Map<String, Object> options = ClientOptions.producer(job);
        options.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
        var producers = new DefaultKafkaProducerFactory<byte[], byte[]>(options);
        var properties = new ContainerProperties(job.input());
        properties.setGroupId(job.id());
        properties.setAckMode(ContainerProperties.AckMode.BATCH);
        if (transactional) {
            producers.setTransactionIdPrefix(job.id() + "-");
            properties.setKafkaAwareTransactionManager(new KafkaTransactionManager<>(producers));
        }
        var template = new KafkaTemplate<>(producers);
        properties.setMessageListener((BatchMessageListener<byte[], byte[]>) batch -> handle(job, template, batch));
        var container = new ConcurrentMessageListenerContainer<>(
                new DefaultKafkaConsumerFactory<byte[], byte[]>(ClientOptions.batchConsumer(job)), properties);
        container.setConcurrency(job.partitions());
        container.start();
        return () -> {
            container.stop();
            producers.destroy();
        };
    }

    private void handle(Job job, KafkaTemplate<byte[], byte[]> template, List<ConsumerRecord<byte[], byte[]>> batch) {
        for (ConsumerRecord<byte[], byte[]> source : batch) {
            var _ = template.send(job.output(), source.key(), job.workload().handle(source.value()));
        }
        if (!transactional) {
            template.flush();
        }
    }
}
