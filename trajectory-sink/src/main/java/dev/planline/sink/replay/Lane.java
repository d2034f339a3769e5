package dev.planline.sink.replay;

import java.util.Arrays;

/**
 * The entries of one partition in the order of the log. An entry is named by its row.
 *
 * <p>They stand in one array, each as {@value #WORDS} longs in a row, so that what a draw asks of an entry comes with one access to
 * memory.
 */
final class Lane {

    /** Whether an entry is in the table. */
    enum State {
        IN,
        /** There is no room for it now. */
        OUT,
        GONE
    }

    private static final int FIRST_CAPACITY = 16;
    private static final int WORDS = 8;

    private static final int PLACE = 0;
    private static final int WEIGHT = 1;
    /** Windows in the lower half, steps in the upper. */
    private static final int ITEMS = 2;
    /** Draws in the lower half; in the upper whether it is in the table, and whether it was given a priority. */
    private static final int STANDING = 3;
    /** Slot in the lower half, number of the stratum in the upper. */
    private static final int HOME = 4;
    private static final int CREATED_AT = 5;
    private static final int LOGGED_AT = 6;

    private static final long DRAW = 1;
    private static final long OUT = 1L << 32;
    private static final long GONE = 1L << 33;
    private static final long JUDGED = 1L << 34;

    private int size;
    private long[] words = new long[WORDS * FIRST_CAPACITY];

    int size() {
        return size;
    }

    /** Adds an entry after all others; its row. */
    int append(ReplayEntry entry, long weight, int windows, int stratum, int slot) {
        int at = size * WORDS;
        if (at == words.length) {
            words = Arrays.copyOf(words, 2 * at);
        }
        words[at + PLACE] = entry.place();
        words[at + WEIGHT] = weight;
        words[at + ITEMS] = pair(windows, entry.steps());
        words[at + HOME] = pair(slot, stratum);
        words[at + CREATED_AT] = entry.createdAt();
        words[at + LOGGED_AT] = entry.loggedAt();
        return size++;
    }

    /** The row of a place; negative if it is not there. */
    int find(long place) {
        int low = 0;
        int high = size - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            long found = place(middle);
            if (found == place) {
                return middle;
            }
            if (found < place) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    long place(int row) {
        return words[row * WORDS + PLACE];
    }

    long weight(int row) {
        return words[row * WORDS + WEIGHT];
    }

    void weight(int row, long weight) {
        words[row * WORDS + WEIGHT] = weight;
    }

    /** Whether it was given a priority. */
    boolean judged(int row) {
        return (words[row * WORDS + STANDING] & JUDGED) != 0;
    }

    void judge(int row) {
        words[row * WORDS + STANDING] |= JUDGED;
    }

    long loggedAt(int row) {
        return words[row * WORDS + LOGGED_AT];
    }

    long createdAt(int row) {
        return words[row * WORDS + CREATED_AT];
    }

    int windows(int row) {
        return lower(words[row * WORDS + ITEMS]);
    }

    int steps(int row) {
        return upper(words[row * WORDS + ITEMS]);
    }

    int stratum(int row) {
        return upper(words[row * WORDS + HOME]);
    }

    int slot(int row) {
        return lower(words[row * WORDS + HOME]);
    }

    State state(int row) {
        long standing = words[row * WORDS + STANDING];
        return (standing & GONE) != 0 ? State.GONE : (standing & OUT) != 0 ? State.OUT : State.IN;
    }

    void state(int row, State state) {
        long other = words[row * WORDS + STANDING] & ~(OUT | GONE);
        words[row * WORDS + STANDING] = switch (state) {
            case IN -> other;
            case OUT -> other | OUT;
            case GONE -> other | GONE;
        };
    }

    /** Counts one draw; how many there were. */
    int drawn(int row) {
        words[row * WORDS + STANDING] += DRAW;
        return lower(words[row * WORDS + STANDING]);
    }

    private static long pair(int lower, int upper) {
        return (long) upper << 32 | Integer.toUnsignedLong(lower);
    }

    private static int lower(long pair) {
        return (int) pair;
    }

    private static int upper(long pair) {
        return (int) (pair >>> 32);
    }
}
