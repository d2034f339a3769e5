package dev.planline.sink.replay;

import java.util.Map;
import java.util.TreeMap;

/**
 * The priority of what was given none: the greatest that anything in the table was given before it was logged, and at least 1, so
 * that what is new is drawn soon (Schaul et al., 2016, algorithm 1). It goes by the times on the log, not by the order in
 * which records are read.
 */
final class FirstPriority {

    private static final double LEAST = 1;

    /** The greatest so far, by the time since when it is. */
    private final TreeMap<Long, Double> greatest = new TreeMap<>();

    /** Takes note of a priority; whether anything logged later begins with another one now. */
    boolean observe(double priority, long loggedAt) {
        Map.Entry<Long, Double> before = greatest.floorEntry(loggedAt);
        if (priority <= (before == null ? LEAST : before.getValue())) {
            return false;
        }
        greatest.put(loggedAt, priority);
        for (var later = greatest.higherEntry(loggedAt); later != null && later.getValue() <= priority; later = greatest
                .higherEntry(loggedAt)) {
            greatest.remove(later.getKey());
        }
        return true;
    }

    /** What something begins with that was logged at this time. */
    double at(long loggedAt) {
        Map.Entry<Long, Double> before = greatest.lowerEntry(loggedAt);
        return before == null ? LEAST : before.getValue();
    }
}
