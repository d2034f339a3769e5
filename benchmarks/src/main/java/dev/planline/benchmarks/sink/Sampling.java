package dev.planline.benchmarks.sink;

import dev.planline.benchmarks.measure.Latency;
import dev.planline.benchmarks.report.Figure;
import dev.planline.benchmarks.report.Figure.Wanted;
import dev.planline.sink.replay.ReplayBuffer;
import dev.planline.sink.replay.ReplayTable;
import dev.planline.sink.replay.ReplayTables;
import dev.planline.sink.replay.Sampling.Item;
import dev.planline.sink.replay.Sampling.Sample;
import dev.planline.sink.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongToIntFunction;

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
            var inMemory = new ArrayList<Latency>();
            String table = ReplayTable.PRIORITIZED_DEFAULT.name();
            for (int i = 0; i < rounds; i++) {
                inMemory.add(draws(i, seed -> replay.places(table, COUNT, seed).size()));
                latencies.add(draws(i, seed -> replay.sample(table, COUNT, seed) instanceof Sample sample ? withContent(sample) : 0));
            }
            String remark = "of " + stage.written() + ", in process; " + DRAWS + " draws a round";
            return List.of(
                    new Figure("prioritized sample of " + COUNT + ", index only, p50", "us",
                            inMemory.stream().map(latency -> latency.p50() * 1_000).toList(), Wanted.atMost(100), remark),
                    new Figure("prioritized sample of " + COUNT + " with payloads, p50", "ms",
                            latencies.stream().map(Latency::p50).toList(),
                            Wanted.atMost(5), remark),
                    new Figure("the same, p99", "ms", latencies.stream().map(Latency::p99).toList(), null, ""),
                    new Figure("replay table ready", "s", List.of(ready), null, "read from the store after a start, beside the API"));
        }
    }

    /** How many of the items have a trajectory, read from its JSON. */
    private static int withContent(Sample sample) {
        return (int) sample.items().stream().map(Item::payload).filter(payload -> payload != null && payload.trajectory().score() >= 0)
                .count();
    }

    private static Latency draws(int round, LongToIntFunction draw) {
        long[] begun = new long[WARM_UP + DRAWS];
        long[] drawn = new long[WARM_UP + DRAWS];
        for (int i = 0; i < begun.length; i++) {
            begun[i] = System.nanoTime();
            int items = draw.applyAsInt((long) round * begun.length + i);
            drawn[i] = System.nanoTime();
            if (items != COUNT) {
                throw new IllegalStateException("draws " + items + " of " + COUNT);
            }
        }
        return Latency.of(begun, drawn, WARM_UP);
    }
}
