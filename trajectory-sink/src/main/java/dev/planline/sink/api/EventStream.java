package dev.planline.sink.api;

import dev.planline.sink.pool.FeedPosition;
import dev.planline.sink.pool.TrajectoryFeed;
import dev.planline.sink.pool.TrajectoryFilter;
import dev.planline.sink.store.Folds;
import java.time.Duration;

/**
 * Sends new trajectories as server-sent events. The id of each is the position after it; so is that of the first block and of
 * every heartbeat, which have no data and so are no events, but let a client resume from there.
 *
 * @param folds wakes it when this process has folded more
 * @param poll how long it waits for that, since others may fold too
 * @param heartbeat after so long a silence it says that it is there
 */
record EventStream(TrajectoryFeed feed, Folds folds, Duration poll, Duration heartbeat) {

    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);
    private static final int PART = 100;

    EventStream(TrajectoryFeed feed, Folds folds) {
        this(feed, folds, POLL, HEARTBEAT);
    }

    /** Sends what follows a position, until the client has gone or the thread is interrupted. */
    void send(FeedPosition from, TrajectoryFilter filter, Output output) {
        FeedPosition at = from;
        position(output, at);
        long lastSent = System.nanoTime();
        while (!Thread.currentThread().isInterrupted()) {
            long seen = folds.count();
            TrajectoryFeed.Part part = feed.after(at, filter, PART);
            at = part.end();
            if (!part.items().isEmpty()) {
                part.items().forEach(item -> event(output, item));
                output.flush();
                lastSent = System.nanoTime();
            }
            Duration silence = Duration.ofNanos(System.nanoTime() - lastSent);
            if (silence.compareTo(heartbeat) >= 0) {
                position(output, at);
                lastSent = System.nanoTime();
            } else if (!part.more()) {
                await(seen, heartbeat.minus(silence));
            }
        }
    }

    private void await(long seen, Duration heartbeatIn) {
        try {
            folds.await(seen, poll.compareTo(heartbeatIn) < 0 ? poll : heartbeatIn);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void event(Output output, TrajectoryFeed.Item item) {
        output.text("id: " + item.after() + "\nevent: trajectory\ndata: ");
        output.json(item.trajectory());
        output.text("\n\n");
    }

    private static void position(Output output, FeedPosition position) {
        output.text(": here\nid: " + position + "\n\n");
        output.flush();
    }
}
