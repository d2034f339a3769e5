package dev.planline.client;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates topics and waits until they can be written to. */
final class TopicCreation {

    private static final Duration PAUSE = Duration.ofMillis(10);

    private final Admin admin;
    private final List<DeclaredTopic> topics;

    TopicCreation(Admin admin, List<DeclaredTopic> topics) {
        this.admin = admin;
        this.topics = topics;
    }

    void create(short replicationFactor, Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        var calls = admin.createTopics(topics.stream().map(topic -> topic.toCreate(replicationFactor)).toList()).values();
        calls.values().forEach(call -> {
            try {
                Calls.get(call);
            } catch (TopicExistsException e) {
                // somebody else was faster; what counts is that the topic answers
            }
        });
        awaitLeaders(deadline);
    }

    /** That describeTopics knows a leader is not enough: a leader can still answer that it is none. */
    private void awaitLeaders(long deadline) {
        Map<TopicPartition, OffsetSpec> all = latest();
        while (true) {
            try {
                Calls.get(admin.listOffsets(all).all());
                return;
            } catch (RetriableException e) {
                if (System.nanoTime() > deadline) {
                    throw new TimeoutException("the new topics do not answer yet: " + e.getMessage(), e);
                }
            }
            LockSupport.parkNanos(PAUSE.toNanos());
            if (Thread.interrupted()) {
                throw new InterruptException("interrupted while waiting for new topics");
            }
        }
    }

    private Map<TopicPartition, OffsetSpec> latest() {
        var specs = new HashMap<TopicPartition, OffsetSpec>();
        for (DeclaredTopic topic : topics) {
            for (int partition = 0; partition < topic.partitions(); partition++) {
                specs.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
            }
        }
        return specs;
    }
}
