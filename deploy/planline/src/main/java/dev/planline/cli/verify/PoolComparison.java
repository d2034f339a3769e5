package dev.planline.cli.verify;

import dev.planline.cli.console.CommandFailed;
import dev.planline.cli.console.Console;
import dev.planline.cli.console.Progress;
import dev.planline.cli.console.TemporaryDirectory;
import dev.planline.client.Cluster;
import dev.planline.client.api.SinkClient;
import dev.planline.sink.log.LogRebuild;
import dev.planline.sink.store.Digest;
import dev.planline.sink.store.Position;
import dev.planline.sink.store.Store;
import dev.planline.sink.store.StoreSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Folds the log into a fresh store and compares that with what a sink holds. */
final class PoolComparison {

    private static final int SHOWN = 20;

    private final Console console;
    private final @Nullable Path workDirectory;

    /**
     * @param workDirectory where the fresh store is made, and deleted again; null for the folder for temporary files
     */
    PoolComparison(Console console, @Nullable Path workDirectory) {
        this.console = console;
        this.workDirectory = workDirectory;
    }

    /** Compares what this sink holds as of when it is asked. */
    Verification compare(SinkClient client, Cluster cluster) {
        try (var directory = new TemporaryDirectory(workDirectory, "planline-verify");
                var sink = new SinkDigest(client);
                Store fresh = Store.open(StoreSettings.scratch(directory.path(), sink.capPerAgent()))) {
            return compare(sink, fresh, cluster);
        } catch (LogRebuild.LogCut e) {
            throw CommandFailed.because(String.valueOf(e.getMessage()));
        }
    }

    private Verification compare(SinkDigest sink, Store fresh, Cluster cluster) {
        long start = System.nanoTime();
        Map<Position, Long> offsets = sink.offsets();
        long events;
        try (Progress progress = Progress.of(console, "folding the log", offsets.values().stream().mapToLong(Long::longValue).sum())) {
            var done = new AtomicLong();
            events = new LogRebuild(cluster, fresh, sink.maxValueBytes(), sink.redaction()).fold(offsets,
                    more -> progress.at(done.addAndGet(more)));
        }
        Digest log = fresh.digest();
        List<Verification.Part> parts = parts(sink.parts(), log.parts());
        double seconds = (System.nanoTime() - start) / 1e9;
        List<Difference> differences = parts.stream().filter(part -> !part.equal())
                .flatMap(part -> Difference.between(part.name(), rows(fresh, part.name()), sink.rows(part.name())).stream()).toList();
        boolean equal = parts.stream().allMatch(Verification.Part::equal);
        return new Verification(equal, events, log.whole(), seconds, events / seconds, parts,
                differences.subList(0, Math.min(SHOWN, differences.size())), differences.size());
    }

    private static List<Verification.Part> parts(SortedMap<String, String> store, SortedMap<String, String> log) {
        var names = new TreeSet<>(store.keySet());
        names.addAll(log.keySet());
        var parts = new ArrayList<Verification.Part>();
        for (String name : names) {
            String stored = store.getOrDefault(name, "");
            String logged = log.getOrDefault(name, "");
            parts.add(new Verification.Part(name, stored.equals(logged), stored, logged));
        }
        return parts;
    }

    private static Map<String, String> rows(Store store, String part) {
        var rows = new LinkedHashMap<String, String>();
        store.rows(part, row -> rows.put(row.key(), row.digest()));
        return rows;
    }
}
