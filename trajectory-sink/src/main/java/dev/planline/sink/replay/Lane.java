package dev.planline.sink.replay;

import java.util.Arrays;

/** The entries of one partition in the order of the log, as columns. An entry is named by its row. */
final class Lane {

    /** Whether an entry is in the table. */
    enum State {
        IN,
        /** There is no room for it now. */
        OUT,
        GONE
    }

    private static final int FIRST_CAPACITY = 16;

    private int size;
    private long[] places = new long[FIRST_CAPACITY];
    private long[] weights = new long[FIRST_CAPACITY];
    private long[] createdAts = new long[FIRST_CAPACITY];
    private long[] loggedAts = new long[FIRST_CAPACITY];
    private boolean[] judged = new boolean[FIRST_CAPACITY];
    private int[] windows = new int[FIRST_CAPACITY];
    private int[] steps = new int[FIRST_CAPACITY];
    private int[] times = new int[FIRST_CAPACITY];
    private int[] strata = new int[FIRST_CAPACITY];
    private int[] slots = new int[FIRST_CAPACITY];
    private State[] states = new State[FIRST_CAPACITY];

    int size() {
        return size;
    }

    /** Adds an entry after all others; its row. */
    int append(ReplayEntry entry, long weight, int windowCount, int stratum, int slot) {
        if (size == places.length) {
            grow(2 * size);
        }
        places[size] = entry.place();
        weights[size] = weight;
        createdAts[size] = entry.createdAt();
        loggedAts[size] = entry.loggedAt();
        windows[size] = windowCount;
        steps[size] = entry.steps();
        strata[size] = stratum;
        slots[size] = slot;
        states[size] = State.IN;
        return size++;
    }

    /** The row of a place; negative if it is not there. */
    int find(long place) {
        return Arrays.binarySearch(places, 0, size, place);
    }

    long place(int row) {
        return places[row];
    }

    long weight(int row) {
        return weights[row];
    }

    void weight(int row, long weight) {
        weights[row] = weight;
    }

    /** Whether it was given a priority. */
    boolean judged(int row) {
        return judged[row];
    }

    void judge(int row) {
        judged[row] = true;
    }

    long loggedAt(int row) {
        return loggedAts[row];
    }

    long createdAt(int row) {
        return createdAts[row];
    }

    int windows(int row) {
        return windows[row];
    }

    int steps(int row) {
        return steps[row];
    }

    int stratum(int row) {
        return strata[row];
    }

    int slot(int row) {
        return slots[row];
    }

    State state(int row) {
        return states[row];
    }

    void state(int row, State state) {
        states[row] = state;
    }

    /** Counts one draw; how many there were. */
    int drawn(int row) {
        return ++times[row];
    }

    private void grow(int capacity) {
        places = Arrays.copyOf(places, capacity);
        weights = Arrays.copyOf(weights, capacity);
        createdAts = Arrays.copyOf(createdAts, capacity);
        loggedAts = Arrays.copyOf(loggedAts, capacity);
        judged = Arrays.copyOf(judged, capacity);
        windows = Arrays.copyOf(windows, capacity);
        steps = Arrays.copyOf(steps, capacity);
        times = Arrays.copyOf(times, capacity);
        strata = Arrays.copyOf(strata, capacity);
        slots = Arrays.copyOf(slots, capacity);
        states = Arrays.copyOf(states, capacity);
    }
}
