package dev.planline.runtime;

/** A clock that moves when the simulation says so; whoever waits lets the handlers of its worker go on. */
final class SimulatedTicker implements Ticker {

    private Runnable meanwhile = () -> {};
    private long nanos;

    void meanwhile(Runnable what) {
        meanwhile = what;
    }

    void advance(long byNanos) {
        nanos += byNanos;
    }

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public long millis() {
        return nanos / 1_000_000;
    }

    @Override
    public void await(Object monitor, long waitNanos) {
        nanos += waitNanos;
        meanwhile.run();
    }
}
