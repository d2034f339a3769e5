package dev.planline.benchmarks.contender;

import dev.planline.benchmarks.workload.Shape;
import java.util.Optional;

/** Someone who reads a topic, does the work and writes another topic. */
public interface Contender {

    /** As in the table. */
    String name();

    /** Whether outputs and offsets commit together. */
    boolean exactlyOnce();

    /** Whether it keeps the order of each key, and the records of one key never overlap. */
    boolean ordered();

    /** Whether it does not run with Kafka's clients of today, and so gets those of Kafka Streams' version. */
    default boolean olderClients() {
        return false;
    }

    /** Which way it takes records. */
    default Shape shape() {
        return Shape.ONE_HOP;
    }

    /** Why it cannot do this; empty if it can. */
    default Optional<String> cannot(Job job) {
        return job.workload().shape() == shape() ? Optional.empty() : Optional.of("takes another way");
    }

    /** Puts on the cluster what it needs before it starts. */
    default void prepare(Job job) {}

    /** Starts; it works until it is closed. */
    Running start(Job job);

    /** A contender at work. */
    @FunctionalInterface
    interface Running extends AutoCloseable {

        @Override
        void close();
    }
}
