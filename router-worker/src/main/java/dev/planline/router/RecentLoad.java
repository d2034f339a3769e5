package dev.planline.router;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * What this router assigned lately, by agent; halves with every half-life, so that it stands for work that is probably still
 * going on. It bridges the time until an agent's own report shows that work. Bounded by the number of agents. Thread-safe.
 */
final class RecentLoad {

    private static final double NEGLIGIBLE = 0.01;

    private record Amount(double value, Instant at) {}

    private final double halfLifeSeconds;
    private final Map<String, Amount> amounts = new HashMap<>();

    RecentLoad(Duration halfLife) {
        halfLifeSeconds = halfLife.toMillis() / 1000.0;
    }

    /** The amounts of now. */
    synchronized Map<String, Double> at(Instant now) {
        var loads = new HashMap<String, Double>();
        amounts.values().removeIf(amount -> decayed(amount, now) < NEGLIGIBLE);
        amounts.forEach((agent, amount) -> loads.put(agent, decayed(amount, now)));
        return loads;
    }

    /** Adds what a plan assigned. */
    synchronized void add(Map<String, Integer> assigned, Instant now) {
        assigned.forEach((agent, steps) -> {
            Amount before = amounts.get(agent);
            amounts.put(agent, new Amount((before == null ? 0 : decayed(before, now)) + steps, now));
        });
    }

    private double decayed(Amount amount, Instant now) {
        double seconds = Math.max(0, Duration.between(amount.at(), now).toMillis() / 1000.0);
        return amount.value() * Math.pow(0.5, seconds / halfLifeSeconds);
    }
}
