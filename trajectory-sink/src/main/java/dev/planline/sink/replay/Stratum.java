package dev.planline.sink.replay;

import java.util.Arrays;
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
     * @param window number of the item within its entry
     */
    record Spot(int partition, int row, int window) {}

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

    /** Where a value of 0 to the total falls. */
    Spot find(long value) {
        long rest = value;
        for (var entry : parts.entrySet()) {
            Part part = entry.getValue();
            if (rest < part.masses.total()) {
                int slot = part.masses.find(rest);
                return new Spot(entry.getKey(), part.rows[slot], (int) ((rest - part.masses.before(slot)) / part.masses.unit(slot)));
            }
            rest -= part.masses.total();
        }
        throw new IllegalStateException("BUG: " + value + " is not less than the mass of " + key);
    }
}
