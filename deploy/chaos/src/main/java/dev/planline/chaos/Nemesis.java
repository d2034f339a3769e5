package dev.planline.chaos;

import dev.planline.chaos.fault.Fault;
import dev.planline.chaos.fault.Incident;
import dev.planline.chaos.fault.Schedule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Brings about one fault of a schedule after the other, on a thread of its own, until it is told to stop; then all is healed. */
final class Nemesis implements AutoCloseable {

    private static final Duration ENDS = Duration.ofSeconds(5);

    private final Schedule schedule;
    private final Injection injection;
    private final int least;
    private final Consumer<Fault> listener;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final List<Incident> done = new ArrayList<>();
    private final Thread thread;
    private final AtomicInteger faults = new AtomicInteger();
    private volatile @Nullable RuntimeException failure;

    /**
     * Begins.
     *
     * @param least how many there have to have been before {@link #enough}
     */
    Nemesis(Schedule schedule, Injection injection, int least, Consumer<Fault> listener) {
        this.schedule = schedule;
        this.injection = injection;
        this.least = least;
        this.listener = listener;
        this.thread = Thread.ofPlatform().name("nemesis").start(this::run);
    }

    private void run() {
        try {
            while (true) {
                Fault fault = schedule.next();
                if (sleep(fault.after())) {
                    return;
                }
                listener.accept(fault);
                long begin = System.nanoTime();
                injection.begin(fault);
                boolean stop = sleep(fault.lasts());
                injection.heal();
                done.add(new Incident(fault.kind(), begin, System.nanoTime()));
                faults.incrementAndGet();
                if (stop) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    private boolean sleep(Duration time) throws InterruptedException {
        return stopped.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Whether there have been as many faults as are asked for at least, or it cannot go on. */
    boolean enough() {
        return faults.get() >= least || failure != null;
    }

    /** Stops it; when this returns all is healed. The result is what there was. */
    List<Incident> stop() throws InterruptedException {
        stopped.countDown();
        thread.join();
        if (failure != null) {
            throw failure;
        }
        return done;
    }

    /** Stops it as it is; what has not been healed then never will be. When this returns it does nothing more, or it hangs. */
    @Override
    public void close() {
        stopped.countDown();
        thread.interrupt();
        try {
            var _ = thread.join(ENDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
