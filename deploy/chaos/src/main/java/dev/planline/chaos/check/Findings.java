package dev.planline.chaos.check;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Collects findings: all are counted, the first of each kind are kept. Thread-safe. */
public final class Findings {

    private static final int KEPT = 20;

    private final Map<Finding.Kind, Integer> counts = new EnumMap<>(Finding.Kind.class);
    private final List<Finding> kept = new ArrayList<>();

    /** One more. */
    public synchronized void add(Finding.Kind kind, String message) {
        if (counts.merge(kind, 1, Integer::sum) <= KEPT) {
            kept.add(new Finding(kind, message));
        }
    }

    /** All that others have collected. */
    public synchronized void addAll(Findings others) {
        others.kept.forEach(finding -> add(finding.kind(), finding.message()));
        others.counts.forEach((kind, count) -> counts.merge(kind, count - Math.min(count, KEPT), Integer::sum));
    }

    /** How many there are. */
    public synchronized int total() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** How many there are of each kind. */
    public synchronized Map<Finding.Kind, Integer> counts() {
        return Map.copyOf(counts);
    }

    /** The first of each kind. */
    public synchronized List<Finding> first() {
        return List.copyOf(kept);
    }
}
