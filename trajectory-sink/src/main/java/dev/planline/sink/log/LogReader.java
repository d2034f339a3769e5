package dev.planline.sink.log;

import dev.planline.observability.LogKey;
import dev.planline.observability.Meter;
import dev.planline.runtime.ClientMeters;
import dev.planline.runtime.Refusal;
import dev.planline.runtime.WorkerSettings;
import dev.planline.sink.store.Store;
import dev.planline.sink.store.StoreException;
import dev.planline.tracing.Tracing;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that reads the log into a store. When the broker or the database fails it pauses and begins again where the
 * database says.
 *
 * <p>Its client id ends in {@code @} and the port of the API, so that whoever reaches the cluster finds the API by looking at
 * the members of the group.
 */
public final class LogReader implements AutoCloseable {

    /** The name of the stage. */
    public static final String NAME = "sink";

    private static final Logger LOGGER = LoggerFactory.getLogger(LogReader.class);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final WorkerSettings settings;
    private final Store store;
    private final int apiPort;
    private final UnaryOperator<byte[]> redaction;
    private final MeterRegistry registry;
    private final SinkMeters meters;
    private final Tracing tracing;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private final Thread thread = Thread.ofPlatform().name(NAME).unstarted(this::run);
    private volatile boolean polling;
    private volatile long lastTurnNanos = System.nanoTime();

    /**
     * A reader of the log into this store.
     *
     * @param redaction makes of the JSON of a trajectory what may be stored
     * @param registry that it counts in
     * @param tracing gives each trajectory a span
     */
    public LogReader(WorkerSettings settings, Store store, int apiPort, UnaryOperator<byte[]> redaction, MeterRegistry registry,
            Tracing tracing) {
        this.settings = settings;
        this.store = store;
        this.apiPort = apiPort;
        this.redaction = redaction;
        this.registry = registry;
        this.meters = new SinkMeters(registry);
        Meter.WORKER_POLLING.gauge(registry, () -> polling ? 1 : 0, NAME);
        this.tracing = tracing;
    }

    /** Begins to read, on a thread of its own. */
    public void start() {
        thread.start();
    }

    /** Whether it has joined its group and polls. */
    public boolean polling() {
        return polling;
    }

    /** Time since it last polled. */
    public Duration sinceLastTurn() {
        return Duration.ofNanos(System.nanoTime() - lastTurnNanos);
    }

    /** Completes when it has stopped; exceptionally if it was not asked to. */
    public CompletableFuture<Void> stopped() {
        return stopped.copy();
    }

    @Override
    public void close() {
        stop.countDown();
        try {
            thread.join(settings.drainDeadline());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (stop.getCount() > 0) {
                follow();
            }
            stopped.complete(null);
        } catch (Refusal e) {
            LOGGER.atError().addKeyValue(LogKey.STAGE.key(), NAME).addKeyValue(LogKey.PROBLEM.key(), e.getMessage()).log("stops");
            stopped.completeExceptionally(e);
        } catch (Throwable e) { // whatever it is, whoever waits for the sink has to hear of it
            LOGGER.error("sink stops", e);
            stopped.completeExceptionally(e);
        } finally {
            polling = false;
        }
    }

    private void follow() {
        try (var clients = new ClientMeters(registry, settings.clientMeters(), NAME);
                var consumer = clients.metered(new KafkaConsumer<>(options(), new ByteArrayDeserializer(), new ByteArrayDeserializer()));
                var letters = new LetterBox(settings);
                var follower = new LogFollower(settings, consumer, store, letters, redaction, meters, tracing, InstantSource.system())) {
            follower.run(() -> stop.getCount() == 0, this::turned);
        } catch (KafkaException | StoreException e) {
            Optional<Refusal> refusal = Refusal.in(e, LogTopics.of(settings.prefix()).keySet(), LetterBox.transactionalId(settings));
            if (refusal.isPresent()) {
                throw refusal.get();
            }
            LOGGER.warn("sink begins again where the store says", e);
            pause();
        } finally {
            polling = false;
        }
    }

    private void turned() {
        polling = true;
        lastTurnNanos = System.nanoTime();
    }

    private void pause() {
        try {
            var _ = stop.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static String group(WorkerSettings settings) {
        return settings.prefix() + "-" + NAME;
    }

    private Map<String, Object> options() {
        Map<String, Object> options = new HashMap<>(settings.kafka());
        options.put("bootstrap.servers", settings.bootstrapServers());
        options.put("group.id", group(settings));
        options.put("group.protocol", "consumer");
        options.put("client.id", "planline-sink@" + apiPort);
        options.put("isolation.level", "read_committed");
        options.put("enable.auto.commit", false);
        options.put("auto.offset.reset", "earliest");
        return options;
    }
}
