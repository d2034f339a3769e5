package dev.planline.cli.verify;

import dev.planline.cli.console.CommandFailed;
import dev.planline.cli.console.Console;
import dev.planline.cli.console.Progress;
import dev.planline.cli.console.TemporaryDirectory;
import dev.planline.client.Cluster;
import dev.planline.client.api.SinkClient;
import dev.planline.sink.log.LogRebuild;
import dev.planline.sink.store.Digest;
import dev.planline.sink.store.Payload;
import dev.planline.sink.store.Position;
import dev.planline.sink.store.Store;
import dev.planline.sink.store.StoreSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Folds the log into a fresh store and compares that with what a sink holds. */
final class PoolComparison {

    private static final int SHOWN = 20;
    private static final Pattern OFFSET = Pattern.compile("offset (\\d{1,18})");

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
        LogRebuild.Folded folded;
        try (Progress progress = Progress.of(console, "folding the log", offsets.values().stream().mapToLong(Long::longValue).sum())) {
            var done = new AtomicLong();
            folded = new LogRebuild(cluster, fresh, sink.maxValueBytes(), sink.redaction()).fold(offsets,
                    more -> progress.at(done.addAndGet(more)));
        }
        Digest log = fresh.digest();
        var begins = new TreeMap<String, Long>();
        folded.begins().forEach((position, from) -> begins.put(position.topic() + "/" + position.partition(), from));
        Rows stored = sink::rows;
        Rows logged = (part, taker) -> fresh.rows(part, row -> taker.accept(row.key(), row.digest()));
        List<Verification.Part> parts = parts(sink.parts(), log.parts(), begins, stored, logged);
        double seconds = (System.nanoTime() - start) / 1e9;
        List<Difference> differences = parts.stream().filter(part -> !part.equal())
                .flatMap(part -> Difference.between(part.name(), rows(logged, part), rows(stored, part)).stream()).toList();
        boolean equal = parts.stream().allMatch(Verification.Part::equal);
        return new Verification(equal, folded.records(), log.whole(), seconds, folded.records() / seconds, parts,
                differences.subList(0, Math.min(SHOWN, differences.size())), differences.size());
    }

    private static List<Verification.Part> parts(SortedMap<String, String> store, SortedMap<String, String> log, Map<String, Long> begins,
            Rows stored, Rows logged) {
        var names = new TreeSet<>(store.keySet());
        names.addAll(log.keySet());
        var parts = new ArrayList<Verification.Part>();
        for (String name : names) {
            long from = begins.getOrDefault(name, 0L);
            String ofStore = from == 0 ? store.getOrDefault(name, "") : digest(stored, name, from);
            String ofLog = from == 0 ? log.getOrDefault(name, "") : digest(logged, name, from);
            parts.add(new Verification.Part(name, from, ofStore.equals(ofLog), ofStore, ofLog));
        }
        return parts;
    }

    /** Over the rows from an offset on, since a store keeps also what retention has taken off the log. */
    private static String digest(Rows rows, String part, long from) {
        MessageDigest digest = Payload.sha256();
        rows.each(part, (key, row) -> {
            if (offset(key) >= from) {
                digest.update((key + "=" + row + "\n").getBytes(StandardCharsets.UTF_8));
            }
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    private static Map<String, String> rows(Rows rows, Verification.Part part) {
        var found = new LinkedHashMap<String, String>();
        rows.each(part.name(), (key, row) -> {
            if (part.from() == 0 || offset(key) >= part.from()) {
                found.put(key, row);
            }
        });
        return found;
    }

    /** Where the row with this key stands on its partition. */
    private static long offset(String key) {
        Matcher offset = OFFSET.matcher(key);
        if (!offset.lookingAt()) {
            throw new IllegalStateException("BUG: a row of a partition without an offset: " + key);
        }
        return Long.parseLong(offset.group(1));
    }

    /** The rows of one side. */
    @FunctionalInterface
    private interface Rows {

        /** Hands over key and digest of each row of a part. */
        void each(String part, BiConsumer<String, String> taker);
    }
}
