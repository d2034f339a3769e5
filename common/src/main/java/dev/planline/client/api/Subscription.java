package dev.planline.client.api;

import dev.planline.model.Trajectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trajectories in the order in which they arrive on each partition of the log, each once. When the connection breaks it connects
 * again, as long as it takes, and goes on after the last that it received: none is lost and none comes twice. To go on in
 * another process, keep the {@linkplain #position() position} with what came of the trajectories.
 *
 * <p>It reads a little ahead and then waits to be asked. One thread asks; any may close it.
 */
public final class Subscription implements AutoCloseable {

    /** The position before everything. */
    public static final String START = "start";

    private static final Logger LOGGER = LoggerFactory.getLogger(Subscription.class);
    private static final int AHEAD = 64;
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration STOP = Duration.ofSeconds(5);

    /** What the reading thread hands over. */
    private sealed interface Turn {

        record Arrived(NewTrajectory trajectory) implements Turn {}

        /** Nothing that is wanted lies before this position. */
        record Moved(String position) implements Turn {}

        record Ended(RuntimeException why) implements Turn {}
    }

    private final Transport transport;
    private final Patience patience;
    private final Filter filter;
    private final BlockingQueue<Turn> turns = new ArrayBlockingQueue<>(AHEAD);
    private final Thread reading;
    private EventLines connection; // of the reading thread, once it runs
    private String received; // likewise
    private volatile String position;
    private volatile @Nullable RuntimeException ended;

    private Subscription(Transport transport, Patience patience, Filter filter, EventLines connection, String position) {
        this.transport = transport;
        this.patience = patience;
        this.filter = filter;
        this.connection = connection;
        this.received = position;
        this.position = position;
        this.reading = Thread.ofVirtual().name("sink-subscription").unstarted(this::read);
    }

    /** Connects, and returns when the sink has said where it begins. */
    static Subscription open(Transport transport, Patience patience, Filter filter, @Nullable String from) {
        EventLines connection = connect(transport, patience, filter, from);
        try {
            var subscription = new Subscription(transport, patience, filter, connection, connection.next().id());
            subscription.reading.start();
            return subscription;
        } catch (IOException e) {
            connection.close();
            throw transport.brokenOff(e);
        }
    }

    private static EventLines connect(Transport transport, Patience patience, Filter filter, @Nullable String from) {
        var query = new LinkedHashMap<>(filter.parameters());
        String[] headers = from == null ? new String[0] : new String[] {"Last-Event-ID", from};
        return new EventLines(transport.get("trajectories/stream", query, headers), patience.silence());
    }

    /**
     * The next trajectory; waits for it.
     *
     * @throws SinkRefused if the sink does not let it go on, for example because the token is no longer known
     * @throws IllegalStateException if the subscription or its client is closed
     */
    public NewTrajectory next() throws InterruptedException {
        while (true) {
            Optional<NewTrajectory> next = poll(Duration.ofDays(1));
            if (next.isPresent()) {
                return next.get();
            }
        }
    }

    /** The next trajectory if one comes in this time; throws as {@link #next} does. */
    public Optional<NewTrajectory> poll(Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (true) {
            RuntimeException why = ended;
            if (why != null) {
                throw why;
            }
            switch (turns.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                case null -> {
                    return Optional.empty();
                }
                case Turn.Arrived(NewTrajectory trajectory) -> {
                    position = trajectory.position();
                    return Optional.of(trajectory);
                }
                case Turn.Moved(String to) -> position = to;
                case Turn.Ended(RuntimeException failure) -> ended = failure;
            }
        }
    }

    /** The position after the last trajectory that was asked for, or further if nothing that is wanted lies between. */
    public String position() {
        return position;
    }

    @Override
    public void close() {
        ended = new IllegalStateException("the subscription is closed");
        reading.interrupt();
        try {
            reading.join(STOP);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        turns.clear();
        var _ = turns.offer(new Turn.Ended(new IllegalStateException("the subscription is closed"))); // wakes who waits
    }

    private void read() {
        try {
            while (true) {
                try {
                    receive();
                } catch (IOException e) {
                    LOGGER.debug("the events broke off", e);
                } finally {
                    connection.close();
                }
                Thread.sleep(SHORTEST_PAUSE);
                connection = again();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        } catch (RuntimeException e) { // whatever it is, who asks is to know
            end(e);
        }
    }

    private void end(RuntimeException why) {
        try {
            turns.put(new Turn.Ended(why));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    private void receive() throws IOException, InterruptedException {
        while (true) {
            EventLines.Block block = connection.next();
            received = block.id();
            String data = block.data();
            turns.put(data == null
                    ? new Turn.Moved(received)
                    : new Turn.Arrived(new NewTrajectory(received, transport.decode(Trajectory.class,
                            data.getBytes(StandardCharsets.UTF_8)))));
        }
    }

    /** Connects anew, however often it takes. */
    private EventLines again() throws InterruptedException {
        for (Duration pause = SHORTEST_PAUSE;; pause = longer(pause)) {
            try {
                return connect(transport, patience, filter, received);
            } catch (SinkUnavailable e) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                LOGGER.warn("cannot follow the trajectories, will try again: {}", e.getMessage());
            } catch (SinkRefused e) {
                if (e.status() != 429 && e.status() < 500) {
                    throw e;
                }
                LOGGER.warn("cannot follow the trajectories, will try again: {}", e.getMessage());
            }
            Thread.sleep(pause);
        }
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }
}
