package dev.planline.router;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What this router assigned lately, by agent; halves with every half-life, so that it stands for work that is probably still
 * going on. It bridges the time until an agent's own report shows that work. Bounded by the number of agents. Thread-safe.
 */
public final class RecentLoad implements Load {

    private static final double NEGLIGIBLE = 0.01;

    private record Amount(double value, Instant at) {}

    private final HalfLife halfLife;
    private final Map<String, Amount> amounts = new ConcurrentHashMap<>();
    private volatile Instant swept = Instant.EPOCH;

    /** Nothing was assigned yet. */
    public RecentLoad(Duration halfLife) {
        this.halfLife = HalfLife.of(halfLife);
    }

    @Override
    public double of(String agent, Instant now) {
        Amount amount = amounts.get(agent);
        return amount == null ? 0 : decayed(amount, now);
    }

    @Override
    public void add(Map<String, Integer> assigned, Instant now) {
        assigned.forEach((agent, steps) -> amounts.merge(agent, new Amount(steps, now),
                (before, added) -> new Amount(decayed(before, now) + added.value(), now)));
        if (halfLife.left(swept, now) < NEGLIGIBLE) {
            amounts.values().removeIf(amount -> decayed(amount, now) < NEGLIGIBLE);
            swept = now;
        }
    }

    private double decayed(Amount amount, Instant now) {
        return amount.value() * halfLife.left(amount.at(), now);
    }
}
