package dev.planline.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/** Meters the metrics of a worker's Kafka clients, until it is closed. */
public final class ClientMeters implements AutoCloseable {

    private final MeterRegistry registry;
    private final boolean enabled;
    private final List<Tag> tags;
    private final List<KafkaClientMetrics> bound = new ArrayList<>();

    /**
     * @param enabled whether it meters anything
     * @param stage tag of all its meters
     */
    public ClientMeters(MeterRegistry registry, boolean enabled, String stage) {
        this.registry = registry;
        this.enabled = enabled;
        this.tags = List.of(Tag.of("stage", stage));
    }

    /** Meters a consumer. */
    public <C extends Consumer<?, ?>> C metered(C consumer) {
        if (enabled) {
            bind(new KafkaClientMetrics(consumer, tags));
        }
        return consumer;
    }

    /** Meters a producer. */
    public <P extends Producer<?, ?>> P metered(P producer) {
        if (enabled) {
            bind(new KafkaClientMetrics(producer, tags));
        }
        return producer;
    }

    private void bind(KafkaClientMetrics metrics) {
        bound.add(metrics);
        metrics.bindTo(registry);
    }

    @Override
    public void close() {
        bound.forEach(KafkaClientMetrics::close);
    }
}
