package dev.planline.benchmarks.sink;

import dev.planline.benchmarks.measure.Latency;
import dev.planline.benchmarks.measure.Pause;
import dev.planline.benchmarks.report.Figure;
import dev.planline.benchmarks.report.Figure.Wanted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * How long it takes from the commit on the log until the API shows a trajectory, with a thousand a second. They are written by a
 * clock that waits for nobody; the API is asked again and again as of which offsets it answers, and after that for one
 * trajectory that it must have by then.
 */
final class Visibility {

    private static final int PER_SECOND = 1_000;
    private static final int WARM_UP = 2_000;
    private static final long PAUSE_NANOS = 4_000_000;

    private record Look(long nanos, Map<Integer, Long> offsets) {}

    private Visibility() {}

    static List<Figure> measure(Stage stage, int rounds, int seconds) {
        var latencies = new ArrayList<Latency>();
        var fromDue = new ArrayList<Latency>();
        for (int i = 0; i < rounds; i++) {
            Written written = round(stage, PER_SECOND * seconds + WARM_UP);
            latencies.add(Latency.of(written.committed(), written.shown(), WARM_UP));
            fromDue.add(Latency.of(written.due(), written.shown(), WARM_UP));
        }
        int counted = latencies.stream().mapToInt(Latency::counted).sum();
        String remark = counted + " of " + rounds * seconds * PER_SECOND + " seen; " + PER_SECOND + "/s";
        return List.of(figure("commit to visible, p50", latencies, Latency::p50, null, remark),
                figure("commit to visible, p99", latencies, Latency::p99, Wanted.atMost(250), remark),
                figure("commit to visible, max", latencies, Latency::max, null, remark),
                figure("due to visible, p99", fromDue, Latency::p99, null, "from when it should have been sent"));
    }

    private static Written round(Stage stage, int count) {
        stage.awaitAll();
        SinkApi api = stage.sink().api();
        var looks = new ArrayList<Look>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Written> writing = threads.submit(() -> stage.writer().paced(PER_SECOND, count, () -> false));
            while (!writing.isDone() || api.folded() < stage.written()) {
                Map<Integer, Long> offsets = api.offsets();
                looks.add(new Look(System.nanoTime(), offsets));
                Pause.nanos(PAUSE_NANOS);
            }
            looks.add(new Look(System.nanoTime(), api.offsets()));
            Written written = writing.resultNow();
            looks.forEach(look -> written.shown(look.offsets(), look.nanos()));
            requireShown(api, stage.written() - 1);
            return written;
        }
    }

    private static void requireShown(SinkApi api, int number) {
        if (!Numbered.whole(api.get("trajectories/" + Numbered.id(number)))) {
            throw new IllegalStateException(Numbered.id(number) + " is not what was written");
        }
    }

    private static Figure figure(String name, List<Latency> latencies, ToDoubleFunction<Latency> quantile, @Nullable Wanted wanted,
            String remark) {
        return new Figure(name, "ms", latencies.stream().mapToDouble(quantile).boxed().toList(), wanted, remark);
    }
}
