package dev.planline.benchmarks.sink;

import dev.planline.benchmarks.measure.Broker;
import dev.planline.benchmarks.measure.Pause;
import dev.planline.benchmarks.measure.Scratch;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A broker that holds the trajectories, and a sink before it that can be stopped, started again, and begun anew. */
final class Stage implements AutoCloseable {

    static final String PREFIX = "sink";

    private static final int PARTITIONS = 6;

    private final Broker broker = new Broker();
    private final Scratch folder = new Scratch("planline-sink");
    private final TrajectoryWriter bulk;
    private final TrajectoryWriter paced;
    private int stores;
    private @Nullable SinkProcess sink;

    /** Writes so many trajectories to the log. */
    Stage(int count) {
        broker.createTopics(PREFIX, PARTITIONS);
        bulk = new TrajectoryWriter(broker.bootstrapServers(), PREFIX, 5, 0);
        bulk.all(count);
        paced = new TrajectoryWriter(broker.bootstrapServers(), PREFIX, 0, count);
    }

    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** Writes on where the log ends, at a pace. */
    TrajectoryWriter writer() {
        return paced;
    }

    /** How many trajectories are on the log. */
    int written() {
        return paced.next();
    }

    /** Where the sink keeps its rows. */
    Path directory() {
        return folder.resolve("store-" + stores);
    }

    SinkProcess sink() {
        return Objects.requireNonNull(sink, "BUG: no sink runs");
    }

    /** Starts a sink with an empty store. */
    SinkProcess begin() {
        stop();
        Scratch.delete(directory());
        stores++;
        return start();
    }

    /** Starts a sink with the store that there is. */
    SinkProcess start() {
        stop();
        var started = new SinkProcess(broker.bootstrapServers(), PREFIX, directory());
        sink = started;
        return started;
    }

    void stop() {
        if (sink != null) {
            sink.close();
            sink = null;
        }
    }

    /** Waits until the sink has taken up all that is on the log. */
    void awaitAll() {
        while (sink().api().folded() < written()) {
            Pause.nanos(20_000_000);
        }
    }

    @Override
    public void close() {
        stop();
        bulk.close();
        paced.close();
        broker.close();
        folder.close();
    }
}
