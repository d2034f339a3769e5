package dev.planline.sink;

import dev.planline.observability.Meter;
import dev.planline.redaction.Redactor;
import dev.planline.runtime.Service;
import dev.planline.runtime.WorkerSettings;
import dev.planline.sink.api.Api;
import dev.planline.sink.api.ApiServer;
import dev.planline.sink.log.LogReader;
import dev.planline.sink.log.PriorityPublisher;
import dev.planline.sink.pool.TrajectoryPool;
import dev.planline.sink.replay.ReplayBuffer;
import dev.planline.sink.replay.ReplayFollower;
import dev.planline.sink.store.Store;
import dev.planline.tracing.Tracing;
import io.micrometer.core.instrument.Counter;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/** The sink: a store, the reader that fills it, and the API that serves it. */
public final class Sink implements Service {

    private final ApiServer server;
    private final Store store;
    private final LogReader reader;
    private final PriorityPublisher priorities;
    private final ReplayFollower follower;

    /**
     * Opens the store and the API, and begins to read.
     *
     * @param othersReady whether what else runs in this process is ready too
     * @param registry that it counts in, and that the API shows
     * @param tracing gives each trajectory a span
     */
    public Sink(WorkerSettings worker, SinkSettings settings, BooleanSupplier othersReady, PrometheusMeterRegistry registry,
            Tracing tracing) {
        server = new ApiServer(settings.api(), registry);
        store = Store.open(settings.store());
        Meter.TRAJECTORIES_STORED.gauge(registry, new SlowNumber(pool()::size));
        Meter.STORE_BYTES.gauge(registry, new SlowNumber(store::bytes));
        priorities = new PriorityPublisher(worker);
        reader = new LogReader(worker, store, server.port(), settings.redact() ? redactor(registry)::redact : UnaryOperator.identity(),
                registry, tracing);
        var replay = new ReplayBuffer(store, settings.tables());
        follower = new ReplayFollower(replay);
        server.open(new Api(store, replay, priorities::publish, () -> reader.polling() && othersReady.getAsBoolean(), registry::scrape,
                new SecureRandom(), worker.maxValueBytes(), settings.redact()));
        reader.start();
        follower.start();
    }

    private static Redactor redactor(PrometheusMeterRegistry registry) {
        Counter redacted = Meter.TEXTS_REDACTED.counter(registry);
        return new Redactor(redacted::increment);
    }

    @Override
    public String name() {
        return LogReader.NAME;
    }

    @Override
    public Duration sinceLastTurn() {
        return reader.sinceLastTurn();
    }

    /** What it holds of trajectories. */
    public TrajectoryPool pool() {
        return new TrajectoryPool(store);
    }

    /** The port of the API. */
    public int port() {
        return server.port();
    }

    @Override
    public boolean polling() {
        return reader.polling();
    }

    @Override
    public CompletableFuture<Void> stopped() {
        return reader.stopped();
    }

    @Override
    public void close() {
        reader.close();
        follower.close();
        server.close();
        priorities.close();
        store.close();
    }
}
