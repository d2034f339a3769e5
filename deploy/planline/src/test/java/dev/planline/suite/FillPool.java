package dev.planline.suite;

import dev.planline.model.Trajectory;
import dev.planline.model.TrajectoryBuilder;
import dev.planline.model.TrajectoryOutcome;
import dev.planline.sink.store.Store;
import java.nio.file.Path;
import java.util.List;

/** Writes a thousand trajectories of one agent from twenty threads to a pool that keeps fifty; a process of its own, for its heap. */
final class FillPool {

    static final int CAP = 50;

    private static final int WRITES = 1_000;

    private FillPool() {}

    public static void main(String[] arguments) {
        try (Store store = Store.open(Path.of(arguments[0]), CAP)) {
            Together.call(20, WRITES, number -> {
                store.fold(List.of(Folding.entry("trajectories", number, trajectory(number))));
                return true;
            });
        }
    }

    private static Trajectory trajectory(int number) {
        return new TrajectoryBuilder("j-" + number, "test_agent", 0, TrajectoryOutcome.SUCCESS, 0.8)
                .codeChanges("x".repeat(10_000))
                .build();
    }
}
