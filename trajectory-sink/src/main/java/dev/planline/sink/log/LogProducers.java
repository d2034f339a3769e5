package dev.planline.sink.log;

import dev.planline.runtime.WorkerSettings;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Makes the producers of the sink, with the options of the Kafka clients that are set. */
final class LogProducers {

    private LogProducers() {}

    /**
     * A producer.
     *
     * @param own options that cannot be set otherwise
     */
    static KafkaProducer<byte[], byte[]> producer(WorkerSettings settings, Map<String, ?> own) {
        var options = new HashMap<String, Object>(settings.kafka());
        options.keySet().retainAll(ProducerConfig.configNames());
        options.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        options.putAll(own);
        return new KafkaProducer<>(options, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
