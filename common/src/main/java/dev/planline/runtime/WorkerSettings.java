package dev.planline.runtime;

import dev.planline.wire.Topic;
import java.time.Duration;
import java.util.Map;

/**
 * What every worker can be told.
 *
 * @param bootstrapServers brokers to begin with, as {@code host:port,...}
 * @param prefix of all names of topics, groups and transactional ids
 * @param instanceId tells this worker from others of its kind; one that comes back with the same id ends at once what its predecessor left open
 * @param flow how much it takes on
 * @param commitInterval longest time between commits under load
 * @param retry how often and when a handler that failed is called again
 * @param recordDeadline longest time for one record, retries included; then it becomes a dead letter
 * @param drainDeadline longest time to finish what is in flight when partitions are given up or the worker stops
 * @param maxValueBytes largest value that is decoded; a larger one becomes a dead letter
 * @param clientMeters whether the metrics of the Kafka clients are metered too
 * @param kafka further options of the Kafka clients
 */
public record WorkerSettings(
        String bootstrapServers,
        String prefix,
        String instanceId,
        FlowSettings flow,
        Duration commitInterval,
        RetrySettings retry,
        Duration recordDeadline,
        Duration drainDeadline,
        int maxValueBytes,
        boolean clientMeters,
        Map<String, String> kafka) {

    public WorkerSettings {
        kafka = Map.copyOf(kafka);
    }

    /** The defaults, against these brokers. */
    public static WorkerSettings of(String bootstrapServers, String instanceId) {
        return new WorkerSettings(
                bootstrapServers,
                Topic.DEFAULT_PREFIX,
                instanceId,
                FlowSettings.DEFAULT,
                Duration.ofMillis(100),
                RetrySettings.DEFAULT,
                Duration.ofSeconds(60),
                Duration.ofSeconds(20),
                1 << 20,
                /* clientMeters= */ true,
                Map.of());
    }

    /**
     * How much a worker takes on.
     *
     * @param maxRecords most records read and not yet committed before reading pauses
     * @param maxBytes most bytes of such records before reading pauses
     * @param concurrency most records handled at once
     * @param perSecond most records that begin to be handled in a second; 0 for no limit
     */
    public record FlowSettings(int maxRecords, long maxBytes, int concurrency, double perSecond) {

        /** 20,000 records of 64 MiB, 1,000 at once, as fast as it can. */
        public static final FlowSettings DEFAULT = new FlowSettings(20_000, 64L << 20, 1_000, 0);
    }

    /**
     * How often and when a handler that failed is called again.
     *
     * @param attempts calls in all, 1 or more
     * @param firstDelay before the second call, up to half shorter or longer at random; each further one is twice as long
     * @param maxDelay longest pause
     */
    public record RetrySettings(int attempts, Duration firstDelay, Duration maxDelay) {

        /** Three attempts, 200 ms and 400 ms apart. */
        public static final RetrySettings DEFAULT = new RetrySettings(3, Duration.ofMillis(200), Duration.ofSeconds(10));
    }
}
