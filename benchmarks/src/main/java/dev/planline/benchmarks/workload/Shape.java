package dev.planline.benchmarks.workload;

import dev.planline.wire.Topic;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Which way a record goes; at the end of either stand validated routes. */
public enum Shape {
    /** From one topic to the next; many records share a key. */
    ONE_HOP(Topic.ROUTES) {
        @Override
        ProducerRecord<byte[], byte[]> record(String topic, int number, int rank) {
            String key = "key-" + rank;
            return of(topic, key, Payload.of(number, key));
        }

        @Override
        public int number(ConsumerRecord<byte[], byte[]> result) {
            return Payload.number(result.value());
        }
    },
    /** Planned, routed and validated; every task has a key of its own. */
    THREE_HOPS(Topic.TASKS) {
        @Override
        ProducerRecord<byte[], byte[]> record(String topic, int number, int rank) {
            return of(topic, Tasks.key(number), Tasks.of(number));
        }

        @Override
        public int number(ConsumerRecord<byte[], byte[]> result) {
            return Tasks.number(new String(result.key(), StandardCharsets.UTF_8));
        }
    };

    private final Topic input;

    Shape(Topic input) {
        this.input = input;
    }

    /** Where a record begins. */
    public Topic input() {
        return input;
    }

    /** Where it ends. */
    public Topic output() {
        return Topic.VALIDATED;
    }

    /**
     * A record of the input.
     *
     * @param rank of its key, where keys are shared
     */
    abstract ProducerRecord<byte[], byte[]> record(String topic, int number, int rank);

    /** The number of the record that led to this result. */
    public abstract int number(ConsumerRecord<byte[], byte[]> result);

    private static ProducerRecord<byte[], byte[]> of(String topic, String key, byte[] value) {
        return new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value);
    }
}
