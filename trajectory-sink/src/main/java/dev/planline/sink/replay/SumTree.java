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

    /** The unit of a position with a mass. */
    long unit(int position) {
        return leasts[capacity + position];
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
     * The position in whose part of the row a value falls.
     *
     * @param value 0 or more, less than the total
     */
    int find(long value) {
        int node = 1;
        long rest = value;
        while (node < capacity) {
            node *= 2;
            if (rest >= sums[node]) {
                rest -= sums[node];
                node++;
            }
        }
        return node - capacity;
    }

    /** The sum of the positions before this one. */
    long before(int position) {
        long sum = 0;
        for (int node = capacity + position; node > 1; node /= 2) {
            if (node % 2 == 1) {
                sum += sums[node - 1];
            }
        }
        return sum;
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
