package dev.planline.sink.replay;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Entries that are drawn from together: those of one policy version, group and time, partition by partition in the order of
 * the log.
 */
final class Stratum {

    /**
     * Where something lies.
     *
     * @param rest what is left of the value that fell there after all before the entry
     */
    record Spot(int partition, int row, long rest) {}

    private static final class Part {
        private int[] rows = new int[16];
        private final SumTree masses = new SumTree();
    }

    private final StratumKey key;
    private final Map<Integer, Part> parts = new TreeMap<>();

    Stratum(StratumKey key) {
        this.key = key;
    }

    StratumKey key() {
        return key;
    }

    /** Adds an entry with so many items of a weight; its slot. */
    int append(int partition, int row, long weight, int items) {
        Part part = parts.computeIfAbsent(partition, key -> new Part());
        int slot = part.masses.size();
        if (slot == part.rows.length) {
            part.rows = Arrays.copyOf(part.rows, 2 * slot);
        }
        part.rows[slot] = row;
        part.masses.append(weight, items);
        return slot;
    }

    /** Sets what an entry counts; no items if it is not in the table. */
    void set(int partition, int slot, long weight, int items) {
        Part part = parts.get(partition);
        if (part == null) {
            throw new IllegalStateException("BUG: no entry of partition " + partition + " is in " + key);
        }
        part.masses.set(slot, weight, items);
    }

    /** The mass of all. */
    long total() {
        long total = 0;
        for (Part part : parts.values()) {
            total = Math.addExact(total, part.masses.total());
        }
        return total;
    }

    /** The least weight above 0 of an item; {@link Long#MAX_VALUE} if there is none. */
    long least() {
        return parts.values().stream().mapToLong(part -> part.masses.least()).min().orElse(Long.MAX_VALUE);
    }

    /**
     * Where values fall.
     *
     * @param values ascending, 0 or more each, less than the total
     */
    List<Spot> find(long[] values) {
        var spots = new ArrayList<Spot>(values.length);
        int[] slots = new int[values.length];
        long before = 0;
        int from = 0;
        for (var entry : parts.entrySet()) {
            Part part = entry.getValue();
            int to = from;
            for (long end = before + part.masses.total(); to < values.length && values[to] < end; to++) {
                values[to] -= before;
            }
            part.masses.find(values, from, to, slots);
            for (; from < to; from++) {
                spots.add(new Spot(entry.getKey(), part.rows[slots[from]], values[from]));
            }
            before += part.masses.total();
        }
        if (from < values.length) {
            throw new IllegalStateException("BUG: " + values[from] + " is not less than the mass of " + key);
        }
        return spots;
    }
}
