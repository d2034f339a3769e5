package dev.planline.runtime;

import dev.planline.model.StageControl;
import dev.planline.observability.LogKey;
import dev.planline.observability.Meter;
import dev.planline.tracing.Tracing;
import dev.planline.wire.Codec;
import dev.planline.wire.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a stage against a cluster, exactly once.
 *
 * <p>Outputs, dead letters and the source's offset of a record commit in one transaction. Whenever the fate of a transaction
 * is unknown, or the broker fences this worker, it drops what is in flight and starts afresh from the committed offsets:
 * nothing of an open transaction was visible, so nothing is lost or doubled. Only what no new attempt can mend, such as
 * missing rights, ends it.
 */
public final class Worker implements Service {

    private static final Logger LOGGER = LoggerFactory.getLogger(Worker.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final Stage stage;
    private final WorkerSettings settings;
    private final CompactedTable<StageControl> controls;
    private final List<TopicFollower<?>> followed;
    private final MeterRegistry registry;
    private final Tracing tracing;
    private final WorkerMeters meters;
    private final Codec codec = new Codec();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private final Thread thread;
    private volatile boolean polling;
    private volatile long lastTurnNanos = System.nanoTime();

    /**
     * @param followed what has to be loaded before the first message is handled; the worker starts and closes it
     */
    public Worker(Stage stage, WorkerSettings settings, MeterRegistry registry, TopicFollower<?>... followed) {
        this(stage, settings, registry, Tracing.OFF, followed);
    }

    /**
     * @param tracing gives each record a span
     * @param followed what has to be loaded before the first message is handled; the worker starts and closes it
     */
    public Worker(Stage stage, WorkerSettings settings, MeterRegistry registry, Tracing tracing, TopicFollower<?>... followed) {
        this.stage = stage;
        this.settings = settings;
        this.controls = new CompactedTable<>(Topic.CONTROLS, StageControl.class, settings);
        this.followed = Stream.concat(Stream.of(followed), Stream.of(controls)).toList();
        this.registry = registry;
        this.tracing = tracing;
        this.meters = new WorkerMeters(registry, stage.name());
        Meter.WORKER_POLLING.gauge(registry, () -> polling ? 1 : 0, stage.name());
        this.thread = Thread.ofPlatform().name(stage.name()).unstarted(this::run);
    }

    /** Begins to work, on a thread of its own. */
    public Worker start() {
        thread.start();
        return this;
    }

    @Override
    public boolean polling() {
        return polling;
    }

    @Override
    public Duration sinceLastTurn() {
        return Duration.ofNanos(System.nanoTime() - lastTurnNanos);
    }

    @Override
    public CompletableFuture<Void> stopped() {
        return stopped.copy();
    }

    @Override
    public String name() {
        return stage.name();
    }

    @Override
    public void close() {
        stop.countDown();
        try {
            thread.join(settings.drainDeadline().plusSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            followed.forEach(TopicFollower::start);
            Duration pause = FIRST_PAUSE;
            while (!stopping()) {
                long begin = System.nanoTime();
                runOnce();
                boolean lasted = System.nanoTime() - begin > LONGEST_PAUSE.toNanos();
                pause = lasted ? FIRST_PAUSE : longer(pause);
                if (!stopping()) {
                    awaitStop(pause);
                }
            }
            stopped.complete(null);
        } catch (Refusal e) {
            LOGGER.atError().addKeyValue(LogKey.STAGE.key(), stage.name()).addKeyValue(LogKey.PROBLEM.key(), e.getMessage()).log("stops");
            stopped.completeExceptionally(e);
        } catch (Throwable e) { // whatever it is, whoever waits for the worker has to hear of it
            try {
                LOGGER.atError().addKeyValue(LogKey.STAGE.key(), stage.name()).setCause(e).log("stops");
            } finally { // after an overflow of the stack or of the heap even that may fail
                stopped.completeExceptionally(e);
            }
        } finally {
            polling = false;
            followed.forEach(TopicFollower::close);
        }
    }

    /** Works until told to stop or until something breaks that a new start can mend. */
    private void runOnce() {
        WorkerLoop.Pipes pipes = pipes();
        try (var clients = new ClientMeters(registry, settings.clientMeters(), stage.name());
                KafkaConsumer<byte[], byte[]> consumer = clients.metered(Clients.groupConsumer(settings, stage.name()));
                var transactions = new Transactions(clients.metered(Clients.transactionalProducer(settings, stage.name())),
                        consumer::groupMetadata, new Orphans(settings, stage.name())::end)) {
            if (!loaded()) { // the clients connect meanwhile
                return;
            }
            new WorkerLoop(topics(), settings, consumer, transactions, pipes, meters, Ticker.SYSTEM).run(this::stopping, this::turned);
        } catch (RuntimeException e) {
            Optional<Refusal> refusal = Refusal.in(e, topics().keySet(),
                    Clients.transactionalId(settings.prefix(), stage.name(), settings.instanceId()));
            if (refusal.isPresent()) {
                throw refusal.get();
            }
            LOGGER.atWarn().addKeyValue(LogKey.STAGE.key(), stage.name()).setCause(e).log("starts afresh from the committed offsets");
        } finally {
            polling = false;
        }
    }

    /** Waits for everything that is followed; false if told to stop meanwhile. */
    private boolean loaded() {
        return followed.stream().allMatch(follower -> follower.awaitLoaded(stop));
    }

    private WorkerLoop.Pipes pipes() {
        var inbox = new Inbox(Ticker.SYSTEM);
        var gate = new Gate(Ticker.SYSTEM);
        var lanes = new Lanes();
        var control = new Controls(this::control, settings.flow(), gate, lanes);
        var envelopes = new Envelopes(stage.name(), settings.prefix(), InstantSource.system());
        var spans = new Spans(tracing, Clients.group(settings.prefix(), stage.name()));
        var performer = new Performer(stage, settings, codec, envelopes, spans, meters, gate, Ticker.SYSTEM, inbox::add);
        Thread.Builder threads = Thread.ofVirtual().name(stage.name() + "-runner-", 0);
        var runners = new Runners(lanes, performer::perform, Ticker.SYSTEM, threads::start);
        return new WorkerLoop.Pipes(lanes, runners, gate, control, inbox);
    }

    private StageControl control() {
        return controls.snapshot().getOrDefault(stage.name(), StageControl.none(stage.name()));
    }

    private Map<String, Topic> topics() {
        return stage.topics().stream().collect(Collectors.toMap(topic -> topic.name(settings.prefix()), Function.identity()));
    }

    private void turned() {
        followed.forEach(TopicFollower::check);
        polling = true;
        lastTurnNanos = System.nanoTime();
    }

    private boolean stopping() {
        return stop.getCount() == 0;
    }

    private void awaitStop(Duration atMost) {
        try {
            var _ = stop.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
    }
}
