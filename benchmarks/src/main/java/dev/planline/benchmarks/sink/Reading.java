package dev.planline.benchmarks.sink;

import dev.planline.benchmarks.measure.Latency;
import dev.planline.benchmarks.report.Figure;
import dev.planline.benchmarks.report.Figure.Wanted;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * Sixteen readers ask, each its next question as soon as it has its answer, while a writer adds a thousand trajectories a
 * second. Each answer is looked at: what it shows must be what was written, from the first field to the last.
 */
final class Reading {

    private static final int READERS = 16;
    private static final int PER_SECOND = 1_000;

    /** Three processes compile what the first questions need, on the same cores. */
    private static final int WARM_UP_SECONDS = 20;

    private record Answered(Query query, long nanos) {}

    /** What one reader saw. */
    private record Log(List<Answered> answered, List<String> wrong) {}

    private Reading() {}

    static List<Figure> measure(Stage stage, int seconds, long seed) {
        stage.awaitAll();
        int stored = stage.written();
        long begin = System.nanoTime() + WARM_UP_SECONDS * 1_000_000_000L;
        long end = begin + seconds * 1_000_000_000L;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Log>> readers = IntStream.range(0, READERS)
                    .mapToObj(i -> threads.submit(() -> read(stage.sink().api(), stored, begin, end, new SplittableRandom(seed + i))))
                    .toList();
            int most = PER_SECOND * (seconds + WARM_UP_SECONDS);
            Future<Written> writer = threads.submit(() -> stage.writer().paced(PER_SECOND, most, () -> System.nanoTime() > end));
            var logs = new ArrayList<Log>();
            for (Future<Log> reader : readers) {
                logs.add(reader.get());
            }
            int written = writer.get().count();
            return figures(logs, written, seconds);
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("a reader or the writer failed", e);
        }
    }

    private static Log read(SinkApi api, int stored, long begin, long end, SplittableRandom random) {
        var log = new Log(new ArrayList<>(), new ArrayList<>());
        for (long start = System.nanoTime(); start < end; start = System.nanoTime()) {
            Query query = Query.any(random);
            int number = random.nextInt(stored);
            try {
                JsonNode answer = api.get(query.path(number));
                if (start >= begin) {
                    log.answered.add(new Answered(query, System.nanoTime() - start));
                }
                if (!query.right(answer, number)) {
                    log.wrong.add(query.path(number) + " shows what was not written so");
                }
            } catch (RuntimeException e) {
                log.wrong.add(String.valueOf(e.getMessage()));
            }
        }
        return log;
    }

    private static List<Figure> figures(List<Log> logs, int written, int seconds) {
        List<String> wrong = logs.stream().flatMap(log -> log.wrong.stream()).toList();
        Map<Query, List<Long>> byQuery = new EnumMap<>(Query.class);
        logs.forEach(log -> log.answered.forEach(
                one -> byQuery.computeIfAbsent(one.query, _ -> new ArrayList<>()).add(one.nanos)));
        Latency all = latency(byQuery.values().stream().flatMap(List::stream).toList());
        String remark = String.format(Locale.ROOT, "%,.0f queries/s beside %,d written/s; p50 %.1f, max %.0f ms",
                (double) all.counted() / seconds, written / (seconds + WARM_UP_SECONDS), all.p50(), all.max());
        var figures = new ArrayList<Figure>();
        figures.add(new Figure("16 readers and a writer, p99", "ms", List.of(all.p99()), Wanted.atMost(50), remark));
        figures.add(new Figure("errors and half-written rows", "answers", List.of((double) wrong.size()), Wanted.atMost(0),
                wrong.isEmpty() ? "" : wrong.getFirst()));
        byQuery.forEach((query, nanos) -> {
            Latency latency = latency(nanos);
            figures.add(new Figure("  " + query.name().toLowerCase(Locale.ROOT) + ", p99", "ms", List.of(latency.p99()), null,
                    String.format(Locale.ROOT, "p50 %.1f, max %.0f ms, of %,d", latency.p50(), latency.max(), latency.counted())));
        });
        return figures;
    }

    private static Latency latency(List<Long> nanos) {
        long[] starts = new long[nanos.size()];
        Arrays.fill(starts, 1);
        return Latency.of(starts, nanos.stream().mapToLong(each -> each + 1).toArray(), 0);
    }
}
