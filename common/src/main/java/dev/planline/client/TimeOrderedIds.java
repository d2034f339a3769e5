package dev.planline.client;

import java.time.InstantSource;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Makes UUIDs of version 7: they begin with the time, and those made here rise strictly. Thread-safe. */
public final class TimeOrderedIds {

    private static final int SEQUENCE_LIMIT = 1 << 12;

    private final InstantSource clock;
    private final RandomGenerator random;
    private long lastMillis;
    private int sequence;

    /** Takes the time and chance from here. */
    public TimeOrderedIds(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /** The next id, in the usual notation. */
    public synchronized String next() {
        long now = clock.millis();
        if (now > lastMillis) {
            lastMillis = now;
            sequence = random.nextInt(SEQUENCE_LIMIT / 2);
        } else if (++sequence == SEQUENCE_LIMIT) {
            lastMillis++;
            sequence = 0;
        }
        long high = lastMillis << 16 | 7L << 12 | sequence;
        long low = 0b10L << 62 | random.nextLong() >>> 2;
        return new UUID(high, low).toString();
    }
}
