package dev.planline.sink.store;

/**
 * Where a record stands on a topic, as one number: the partition in the upper bits, the offset in the lower 40. Places are
 * in the order of partitions and, within one, of the log.
 */
public final class Place {

    private static final int OFFSET_BITS = 40;
    private static final int PARTITIONS = 1 << 22;
    private static final long OFFSET_MASK = (1L << OFFSET_BITS) - 1;

    private Place() {}

    /** The place of an offset in a partition. */
    public static long of(int partition, long offset) {
        if (partition < 0 || partition >= PARTITIONS || offset < 0 || offset > OFFSET_MASK) {
            throw new IllegalArgumentException("BUG: no place for partition " + partition + ", offset " + offset);
        }
        return ((long) partition << OFFSET_BITS) | offset;
    }

    /** The partition of a place. */
    public static int partition(long place) {
        return (int) (place >>> OFFSET_BITS);
    }

    /** The offset of a place in its partition. */
    public static long offset(long place) {
        return place & OFFSET_MASK;
    }
}
