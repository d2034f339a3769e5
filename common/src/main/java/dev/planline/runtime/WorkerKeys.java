package dev.planline.runtime;

import dev.planline.settings.Definition;
import dev.planline.settings.Rule;
import dev.planline.settings.Settings;
import dev.planline.wire.Topic;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** The keys of the settings that every worker takes. */
public final class WorkerKeys {

    /** Brokers to begin with. */
    public static final Definition<String> BOOTSTRAP_SERVERS = Definition
            .text("bootstrap.servers", "Brokers to begin with, as `host:port`, separated by commas.")
            .alsoFrom("KAFKA_BOOTSTRAP_SERVERS")
            .where(new Rule<>("not blank", text -> !text.isBlank()));

    /** What all names on the cluster begin with. */
    public static final Definition<String> PREFIX = Definition
            .text("prefix", "What the names of all topics, groups and transactional ids begin with.")
            .orElse(Topic.DEFAULT_PREFIX)
            .where(new Rule<>("1 to 100 letters, digits, dots, hyphens or underscores",
                    Pattern.compile("[A-Za-z0-9._-]{1,100}").asMatchPredicate()));

    /** Tells a worker from others of its kind. */
    public static final Definition<String> INSTANCE_ID = Definition.text("instance.id",
            "Tells this worker from others of its kind; one that comes back with the same id ends at once what its predecessor left open. Unless set: the name of the host and a random part.")
            .optional()
            .where(new Rule<>("1 to 100 letters, digits, dots, hyphens or underscores",
                    Pattern.compile("[A-Za-z0-9._-]{1,100}").asMatchPredicate()));

    private static final Definition<Integer> MAX_RECORDS = Definition
            .integer("in.flight.records", "Most records read and not yet committed before reading pauses.")
            .orElse("20000")
            .where(Rule.between(1, 100_000));
    private static final Definition<Long> MAX_BYTES = Definition
            .bytes("in.flight.bytes", "Most bytes of such records before reading pauses.")
            .orElse("64MiB")
            .where(Rule.atLeast(1L << 20));
    private static final Definition<Integer> CONCURRENCY = Definition
            .integer("concurrency", "Most records handled at once. Reloadable: `planline workers limit`.")
            .orElse("1000")
            .where(Rule.between(1, 100_000));
    private static final Definition<Double> RATE_LIMIT = Definition
            .decimal("rate.limit",
                    "Most records that begin to be handled in a second, in each worker; 0 for no limit. Reloadable: `planline workers limit`.")
            .orElse("0")
            .where(Rule.between(0.0, 1_000_000.0));
    private static final Definition<Duration> COMMIT_INTERVAL = Definition
            .duration("commit.interval", "Longest time between commits under load; with less to do they come sooner.")
            .orElse("100ms")
            .where(Rule.between(Duration.ofMillis(1), Duration.ofSeconds(5)));
    private static final Definition<Integer> RETRY_ATTEMPTS = Definition
            .integer("retry.attempts", "Calls of a handler in all, before its record becomes a dead letter.")
            .orElse("3")
            .where(Rule.between(1, 100));
    private static final Definition<Duration> RETRY_FIRST_DELAY = Definition
            .duration("retry.first.delay",
                    "Pause before the second call, up to half shorter or longer at random; each further one is twice as long.")
            .orElse("200ms")
            .where(Rule.between(Duration.ofMillis(1), Duration.ofMinutes(5)));
    private static final Definition<Duration> RETRY_MAX_DELAY = Definition.duration("retry.max.delay", "Longest such pause.")
            .orElse("10s")
            .where(Rule.between(Duration.ofMillis(1), Duration.ofMinutes(5)));
    private static final Definition<Duration> RECORD_DEADLINE = Definition
            .duration("record.deadline", "Longest time for one record, retries included; then it becomes a dead letter.")
            .orElse("60s")
            .where(Rule.atLeast(Duration.ofMillis(10)));
    private static final Definition<Duration> DRAIN_DEADLINE = Definition
            .duration("drain.deadline", "Longest time to finish what is in flight when partitions are given up or the worker stops.")
            .orElse("20s")
            .where(Rule.between(Duration.ofMillis(10), Duration.ofMinutes(10)));
    private static final Definition<Long> MAX_VALUE_BYTES = Definition
            .bytes("value.max.bytes",
                    "Largest value that is decoded; a larger one becomes a dead letter. To be the same for all workers of a pipeline.")
            .orElse("1MiB")
            .where(Rule.between(1L << 10, 4L << 20));
    private static final Definition<Boolean> CLIENT_METERS = Definition
            .flag("client.meters", "Whether the metrics of the Kafka clients are metered too.").orElse("true");

    private WorkerKeys() {}

    /** All of them. */
    public static List<Definition<?>> all() {
        return List.of(
                BOOTSTRAP_SERVERS,
                PREFIX,
                INSTANCE_ID,
                MAX_RECORDS,
                MAX_BYTES,
                CONCURRENCY,
                RATE_LIMIT,
                COMMIT_INTERVAL,
                RETRY_ATTEMPTS,
                RETRY_FIRST_DELAY,
                RETRY_MAX_DELAY,
                RECORD_DEADLINE,
                DRAIN_DEADLINE,
                MAX_VALUE_BYTES,
                CLIENT_METERS);
    }

    /**
     * The settings of a worker.
     *
     * @param instanceId unless one is set
     */
    public static WorkerSettings read(Settings settings, String instanceId) {
        if (settings.get(RETRY_FIRST_DELAY).compareTo(settings.get(RETRY_MAX_DELAY)) > 0) {
            throw settings.refusal(RETRY_FIRST_DELAY, "must not be longer than " + RETRY_MAX_DELAY.name());
        }
        return new WorkerSettings(
                settings.get(BOOTSTRAP_SERVERS),
                settings.get(PREFIX),
                settings.find(INSTANCE_ID).orElse(instanceId),
                new WorkerSettings.FlowSettings(settings.get(MAX_RECORDS), settings.get(MAX_BYTES), settings.get(CONCURRENCY),
                        settings.get(RATE_LIMIT)),
                settings.get(COMMIT_INTERVAL),
                new WorkerSettings.RetrySettings(settings.get(RETRY_ATTEMPTS), settings.get(RETRY_FIRST_DELAY),
                        settings.get(RETRY_MAX_DELAY)),
                settings.get(RECORD_DEADLINE),
                settings.get(DRAIN_DEADLINE),
                Math.toIntExact(settings.get(MAX_VALUE_BYTES)),
                settings.get(CLIENT_METERS),
                settings.kafka());
    }
}
