package dev.planline.benchmarks.sink;

import java.util.Map;

/** When records were due, when the log had them, and when the sink showed them; on the clock of {@link System#nanoTime()}. */
final class Written {

    private final long[] due;
    private final long[] committed;
    private final long[] shown;
    private final int[] partition;
    private final long[] offset;
    private int count;

    Written(int most) {
        due = new long[most];
        committed = new long[most];
        shown = new long[most];
        partition = new int[most];
        offset = new long[most];
    }

    /** Notes that one is due; its index. */
    int due(long at) {
        due[count] = at;
        return count++;
    }

    void committed(int index, int inPartition, long atOffset) {
        partition[index] = inPartition;
        offset[index] = atOffset;
        committed[index] = System.nanoTime();
    }

    /** Notes all that the sink showed by a time and had not before. */
    void shown(Map<Integer, Long> offsets, long at) {
        for (int i = 0; i < count; i++) {
            if (shown[i] == 0 && offsets.getOrDefault(partition[i], 0L) > offset[i]) {
                shown[i] = at;
            }
        }
    }

    int count() {
        return count;
    }

    long[] due() {
        return due;
    }

    long[] committed() {
        return committed;
    }

    long[] shown() {
        return shown;
    }
}
