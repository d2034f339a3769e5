package dev.planline.router;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The first few of many in some order, kept without sorting all of them. */
final class Best<T> {

    private final Comparator<? super T> order;
    private final int most;
    private final List<T> kept;

    Best(Comparator<? super T> order, int most) {
        this.order = order;
        this.most = most;
        this.kept = new ArrayList<>(most + 1);
    }

    void add(T value) {
        int place = kept.size();
        while (place > 0 && order.compare(value, kept.get(place - 1)) < 0) {
            place--;
        }
        if (place < most) {
            kept.add(place, value);
            if (kept.size() > most) {
                kept.removeLast();
            }
        }
    }

    /** Whether as many are kept as there may be. */
    boolean full() {
        return kept.size() == most;
    }

    /** The last of those kept; there must be one. */
    T last() {
        return kept.getLast();
    }

    /** Those kept, in their order. */
    List<T> list() {
        return List.copyOf(kept);
    }
}
