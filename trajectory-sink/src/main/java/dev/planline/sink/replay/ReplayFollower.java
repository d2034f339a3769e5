package dev.planline.sink.replay;

import dev.planline.sink.store.StoreException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that keeps the tables close to the store, so that a sample has little to read first. */
public final class ReplayFollower implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(ReplayFollower.class);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final ReplayBuffer replay;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().name("sink-replay").daemon().unstarted(this::run);

    /** A follower for this buffer. */
    public ReplayFollower(ReplayBuffer replay) {
        this.replay = replay;
    }

    /** Begins to follow. */
    public void start() {
        thread.start();
    }

    private void run() {
        try {
            do {
                try {
                    replay.catchUp();
                } catch (StoreException e) {
                    LOGGER.warn("the replay tables wait for the store", e);
                }
            } while (!stop.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
