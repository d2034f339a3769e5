package dev.planline.benchmarks.sink;

import dev.planline.benchmarks.sink.Figure.Wanted;
import dev.planline.sink.replay.ReplayBuffer;
import dev.planline.sink.replay.ReplayTable;
import dev.planline.sink.replay.ReplayTables;
import dev.planline.sink.store.Store;
import java.util.ArrayList;
import java.util.List;

/** How long a prioritized sample takes in the process that holds the store. */
final class Sampling {

    private static final int COUNT = 256;

    private Sampling() {}

    static List<Figure> measure(Stage stage, int rounds) {
        stage.stop();
        var millis = new ArrayList<Double>();
        try (Store store = Store.open(stage.directory(), 0)) {
            var replay = new ReplayBuffer(store, ReplayTables.of(ReplayTable.PRIORITIZED_DEFAULT));
            for (int i = -rounds; i < rounds; i++) {
                long start = System.nanoTime();
                int drawn = replay.sample(ReplayTable.PRIORITIZED_DEFAULT.name(), COUNT, i).items().size();
                if (drawn != COUNT) {
                    throw new IllegalStateException("drew " + drawn + " of " + COUNT);
                }
                if (i >= 0) {
                    millis.add((System.nanoTime() - start) / 1e6);
                }
            }
        }
        return List.of(new Figure("prioritized sample of " + COUNT + " with payloads", "ms", millis, Wanted.atMost(5),
                "of " + stage.written() + ", in process"));
    }
}
