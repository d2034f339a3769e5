package dev.planline.chaos.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * An endless row of faults, a function of the seed. Each kind comes once before any comes again, in an order that is drawn anew each time. Not
 * thread-safe.
 */
public final class Schedule {

    private final List<FaultKind> kinds;
    private final Duration pace;
    private final Random random;
    private final List<FaultKind> deck = new ArrayList<>();

    /**
     * @param kinds to draw from; at least one
     * @param pace how long a fault lasts on average, and how long it is quiet between two
     */
    public Schedule(long seed, List<FaultKind> kinds, Duration pace) {
        if (kinds.isEmpty()) {
            throw new IllegalArgumentException("no kind of fault to draw from");
        }
        this.kinds = List.copyOf(kinds);
        this.pace = pace;
        this.random = new Random(seed);
    }

    /** The next fault. */
    public Fault next() {
        if (deck.isEmpty()) {
            deck.addAll(kinds);
            Collections.shuffle(deck, random);
        }
        return new Fault(deck.removeLast(), around(pace), around(pace), random.nextInt(Integer.MAX_VALUE));
    }

    /** From a half to three halves of it. */
    private Duration around(Duration middle) {
        return middle.multipliedBy(500 + random.nextInt(1_001)).dividedBy(1_000);
    }
}
