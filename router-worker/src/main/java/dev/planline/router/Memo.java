package dev.planline.router;

import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Derives something from a snapshot and keeps it as long as the snapshot is the same object. Thread-safe. */
final class Memo<S, T> {

    private record Entry<S, T>(S snapshot, T derived) {

        @SuppressWarnings("ReferenceEquality") // a snapshot never changes: another state is another object
        boolean isOf(S other) {
            return snapshot == other;
        }
    }

    private final Supplier<S> snapshots;
    private final Function<S, T> derivation;
    private volatile @Nullable Entry<S, T> entry;

    Memo(Supplier<S> snapshots, Function<S, T> derivation) {
        this.snapshots = snapshots;
        this.derivation = derivation;
    }

    T get() {
        S snapshot = snapshots.get();
        Entry<S, T> last = entry;
        if (last == null || !last.isOf(snapshot)) {
            last = new Entry<>(snapshot, derivation.apply(snapshot));
            entry = last;
        }
        return last.derived();
    }
}
