package dev.planline.benchmarks.sink;

import dev.planline.benchmarks.measure.Pause;
import dev.planline.benchmarks.report.Figure;
import dev.planline.benchmarks.report.Figure.Wanted;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** How fast a sink with an empty store takes up the log: from when a tenth is visible to when all is. */
final class Storing {

    private static final Duration LONGEST = Duration.ofMinutes(10);

    private record Seen(long nanos, long count) {}

    private Storing() {}

    static List<Figure> measure(Stage stage, int rounds) {
        var perSecond = new ArrayList<Double>();
        var cpuMicros = new ArrayList<Double>();
        for (int i = 0; i < rounds; i++) {
            SinkProcess sink = stage.begin();
            sink.awaitReady();
            perSecond.add(rate(sink.api(), stage.written()));
            cpuMicros.add(sink.cpu().toNanos() / 1e3 / stage.written());
        }
        String size = String.format(Locale.ROOT, "%.0f MB on disk", bytes(stage.directory()) / 1e6);
        return List.of(new Figure("stored", "trajectories/s", perSecond, Wanted.atLeast(30_000), "Kafka included; " + size),
                new Figure("stored, CPU of the sink", "us each", cpuMicros, null, "start of the JVM included"));
    }

    private static double rate(SinkApi api, long all) {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        Seen first = new Seen(0, 0);
        Seen now = look(api);
        while (now.count < all) {
            if (now.nanos > deadline) {
                throw new IllegalStateException("after " + LONGEST + " only " + now.count + " of " + all + " are stored");
            }
            first = first.count == 0 && now.count * 10 >= all ? now : first;
            Pause.nanos(100_000_000);
            now = look(api);
        }
        if (first.count == 0) {
            throw new IllegalStateException("all came at once; measure with more trajectories");
        }
        return (now.count - first.count) * 1e9 / (now.nanos - first.nanos);
    }

    private static Seen look(SinkApi api) {
        long count = api.folded();
        return new Seen(System.nanoTime(), count);
    }

    private static long bytes(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
