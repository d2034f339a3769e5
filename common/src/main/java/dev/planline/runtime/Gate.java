package dev.planline.runtime;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * What every record passes before it is handled: closed while the worker is paused or a collaborator is known to be down, and
 * no faster than the rate limit. Thread-safe; costs one volatile read while it is wide open.
 *
 * <p>Under a rate limit each record takes the next free slot and waits for it. When the limit changes or partitions
 * leave, slots are dealt out anew.
 */
final class Gate {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long LONGEST_WAIT = TimeUnit.SECONDS.toNanos(60);

    private final Ticker ticker;
    private volatile boolean wideOpen = true;

    // guarded by this
    private boolean paused;
    private double perSecond;
    private boolean down;
    private long upNanos;
    private long freeSlotNanos;
    private long deal;

    Gate(Ticker ticker) {
        this.ticker = ticker;
    }

    /**
     * Sets what people may change while the worker runs.
     *
     * @param recordsPerSecond 0 for no limit
     */
    synchronized void set(boolean pause, double recordsPerSecond) {
        paused = pause;
        perSecond = recordsPerSecond;
        dealAnew();
    }

    /** Closes for so long, because a collaborator is down. */
    synchronized void closeFor(Duration time) {
        long until = ticker.nanos() + time.toNanos();
        upNanos = down ? Math.max(upNanos, until) : until;
        down = true;
        wideOpen = false;
    }

    /** Whether records are held back, other than by the rate limit. */
    synchronized boolean closed() {
        return paused || stillDown(ticker.nanos());
    }

    /** Lets those who wait look again whether their partition still accepts. */
    synchronized void dealAnew() {
        wideOpen = !paused && perSecond == 0 && !down;
        freeSlotNanos = ticker.nanos();
        deal++;
        notifyAll();
    }

    /**
     * Waits until a record may be handled.
     *
     * @return false if its partition is given up, so that it is not to be handled
     */
    boolean pass(OwnedPartition partition) {
        return (wideOpen || awaitTurn(partition)) && partition.accepting();
    }

    private synchronized boolean awaitTurn(OwnedPartition partition) {
        long slot = takeSlot();
        long dealt = deal;
        while (partition.accepting()) {
            if (deal != dealt) {
                slot = takeSlot();
                dealt = deal;
            }
            long now = ticker.nanos();
            long wait = paused ? LONGEST_WAIT : Math.max(slot - now, stillDown(now) ? upNanos - now : 0);
            if (wait <= 0) {
                return true;
            }
            try {
                ticker.await(this, wait);
            } catch (InterruptedException e) {
                return false;
            }
        }
        return false;
    }

    private long takeSlot() {
        long slot = Math.max(freeSlotNanos, ticker.nanos());
        freeSlotNanos = perSecond == 0 ? slot : slot + (long) (SECOND / perSecond);
        return slot;
    }

    private boolean stillDown(long now) {
        if (down && now - upNanos >= 0) {
            down = false;
            wideOpen = !paused && perSecond == 0;
        }
        return down;
    }
}
