package dev.planline.sink.replay;

import java.util.Arrays;

/**
 * Masses in a row, with their sum and the least positive unit over any part of it: the leaves of a binary tree whose inner
 * nodes hold the sum of their children. Masses are whole numbers, so that sums are exact and do not depend on the order of
 * changes. Appending, changing and finding take O(log n).
 */
final class SumTree {

    private static final int FIRST_CAPACITY = 16;

    private int capacity = FIRST_CAPACITY;
    private int size;
    private long[] sums = new long[2 * FIRST_CAPACITY];
    private long[] leasts = filled(2 * FIRST_CAPACITY);

    private static long[] filled(int length) {
        long[] leasts = new long[length];
        Arrays.fill(leasts, Long.MAX_VALUE);
        return leasts;
    }

    int size() {
        return size;
    }

    long total() {
        return sums[1];
    }

    /** The least unit of a position with a mass; {@link Long#MAX_VALUE} if no position has one. */
    long least() {
        return leasts[1];
    }

    /** Adds a position at the end. */
    void append(long unit, int count) {
        if (size == capacity) {
            grow();
        }
        size++;
        set(size - 1, unit, count);
    }

    /** The mass of a position becomes so many units. */
    void set(int position, long unit, int count) {
        int node = capacity + position;
        sums[node] = Math.multiplyExact(unit, count);
        leasts[node] = sums[node] == 0 ? Long.MAX_VALUE : unit;
        for (node /= 2; node >= 1; node /= 2) {
            sums[node] = sums[2 * node] + sums[2 * node + 1];
            leasts[node] = Math.min(leasts[2 * node], leasts[2 * node + 1]);
        }
    }

    /**
     * Finds the positions in whose parts of the row values fall. All go down together, level by level, so that the memory is
     * asked for many nodes at once.
     *
     * @param values 0 or more each, less than the total; becomes what is left of each after all positions before its own
     * @param from first value to find
     * @param to behind the last
     * @param positions takes the positions, at the same places
     */
    void find(long[] values, int from, int to, int[] positions) {
        Arrays.fill(positions, from, to, 1);
        for (int nodes = 1; nodes < capacity; nodes *= 2) {
            for (int i = from; i < to; i++) {
                int node = 2 * positions[i];
                long left = sums[node];
                long goesLeft = (values[i] - left) >> 63; // all bits or none: a branch would be guessed wrong half of the time
                values[i] -= left & ~goesLeft;
                positions[i] = node + 1 + (int) goesLeft;
            }
        }
        for (int i = from; i < to; i++) {
            positions[i] -= capacity;
        }
    }

    private void grow() {
        long[] oldSums = sums;
        long[] oldLeasts = leasts;
        int old = capacity;
        capacity *= 2;
        sums = new long[2 * capacity];
        leasts = filled(2 * capacity);
        System.arraycopy(oldSums, old, sums, capacity, old);
        System.arraycopy(oldLeasts, old, leasts, capacity, old);
        for (int node = capacity - 1; node >= 1; node--) {
            sums[node] = sums[2 * node] + sums[2 * node + 1];
            leasts[node] = Math.min(leasts[2 * node], leasts[2 * node + 1]);
        }
    }
}
