package dev.planline.benchmarks.sink;

import dev.planline.benchmarks.measure.Latency;
import dev.planline.benchmarks.sink.Figure.Wanted;
import dev.planline.sink.replay.ReplayBuffer;
import dev.planline.sink.replay.ReplayTable;
import dev.planline.sink.replay.ReplayTables;
import dev.planline.sink.replay.Sampling.Sample;
import dev.planline.sink.store.Store;
import java.util.ArrayList;
import java.util.List;

/** How long a prioritized sample takes in the process that holds the store: the median of many draws, once they are compiled. */
final class Sampling {

    private static final int COUNT = 256;
    private static final int WARM_UP = 300;
    private static final int DRAWS = 1_000;

    private Sampling() {}

    static List<Figure> measure(Stage stage, int rounds) {
        stage.stop();
        try (Store store = Store.open(stage.directory(), 0)) {
            var replay = new ReplayBuffer(store, ReplayTables.of(ReplayTable.PRIORITIZED_DEFAULT));
            long start = System.nanoTime();
            replay.catchUp();
            double ready = (System.nanoTime() - start) / 1e9;
            var latencies = new ArrayList<Latency>();
            for (int i = 0; i < rounds; i++) {
                latencies.add(draws(replay, i));
            }
            String remark = "of " + stage.written() + ", in process; " + DRAWS + " draws a round";
            return List.of(
                    new Figure("prioritized sample of " + COUNT + " with payloads, p50", "ms",
                            latencies.stream().map(Latency::p50).toList(),
                            Wanted.atMost(5), remark),
                    new Figure("the same, p99", "ms", latencies.stream().map(Latency::p99).toList(), null, ""),
                    new Figure("replay table ready", "s", List.of(ready), null, "read from the store after a start, beside the API"));
        }
    }

    private static Latency draws(ReplayBuffer replay, int round) {
        long[] begun = new long[WARM_UP + DRAWS];
        long[] drawn = new long[WARM_UP + DRAWS];
        for (int i = 0; i < begun.length; i++) {
            begun[i] = System.nanoTime();
            boolean all = replay.sample(ReplayTable.PRIORITIZED_DEFAULT.name(), COUNT,
                    (long) round * begun.length + i) instanceof Sample sample
                    && sample.items().size() == COUNT;
            drawn[i] = System.nanoTime();
            if (!all) {
                throw new IllegalStateException("draws fewer than " + COUNT);
            }
        }
        return Latency.of(begun, drawn, WARM_UP);
    }
}
