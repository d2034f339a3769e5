package dev.planline.cli.verify;

import dev.planline.cli.api.ApiOptions;
import dev.planline.cli.console.CommandFailed;
import dev.planline.cli.console.Console;
import dev.planline.cli.console.Exit;
import dev.planline.cli.console.OutputOptions;
import dev.planline.cli.console.Progress;
import dev.planline.cli.console.Table;
import dev.planline.client.Cluster;
import dev.planline.client.api.SinkClient;
import dev.planline.sink.log.LogRebuild;
import dev.planline.sink.store.Digest;
import dev.planline.sink.store.Position;
import dev.planline.sink.store.Store;
import dev.planline.sink.store.StoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows whether a sink holds what the log says. */
@Command(name = "verify", mixinStandardHelpOptions = true, description = {
    "Folds the log from offset 0 into a fresh store and compares it with the sink's, partition by partition.",
    "Names the rows that differ, and exits with 1 if any do. The sink goes on meanwhile; it is compared as of when it was asked."
}, footer = {"", "Example: planline verify -o json"})
public final class Verify implements Callable<Integer> {

    private static final int SHOWN = 20;

    private final Console console;

    @Mixin
    private final ApiOptions api;

    @Mixin
    private final OutputOptions output;

    @Option(names = "--work-dir", paramLabel = "DIR", description = "Where the fresh store is made, and deleted again: about as large as the sink's. Default: the folder for temporary files.")
    private @Nullable Path workDirectory;

    private Verify(Console console) {
        this.console = console;
        this.api = new ApiOptions(console);
        this.output = new OutputOptions(console);
    }

    /** The command. */
    public static CommandLine command(Console console) {
        return new CommandLine(new Verify(console));
    }

    @Override
    public Integer call() {
        Path directory = scratch();
        try (SinkClient client = api.client();
                var sink = new SinkDigest(client);
                Store fresh = Store.open(StoreSettings.scratch(directory, sink.capPerAgent()))) {
            Verification result = compare(sink, fresh, api.cluster().cluster());
            print(result);
            return result.equal() ? Exit.DONE : Exit.FAILED;
        } catch (LogRebuild.LogCut e) {
            throw CommandFailed.because(String.valueOf(e.getMessage()));
        } finally {
            delete(directory);
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

    private void print(Verification result) {
        if (output.json()) {
            output.printJson(result);
            return;
        }
        var table = Table.of("PARTITION", "EQUAL", "DIGEST");
        result.partitions().forEach(
                part -> table.row(part.name(), part.equal() ? "yes" : "NO", part.log().isEmpty() ? "-" : part.log().substring(0, 16)));
        output.print(result, table);
        for (Difference difference : result.differences()) {
            console.say(difference.part() + " " + difference.key() + " " + difference.problem());
        }
        if (result.differing() > result.differences().size()) {
            console.say("and " + (result.differing() - result.differences().size()) + " more");
        }
        console.say(String.format(Locale.ROOT, "%s: %d events in %.1f s, %.0f a second", result.equal() ? "equal" : "NOT EQUAL",
                result.events(),
                result.seconds(), result.eventsPerSecond()));
    }

    private Path scratch() {
        try {
            return workDirectory == null
                    ? Files.createTempDirectory("planline-verify")
                    : Files.createTempDirectory(Files.createDirectories(workDirectory), "planline-verify");
        } catch (IOException e) {
            throw CommandFailed.because("cannot make a folder for the fresh store: " + e.getMessage());
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw CommandFailed.because("cannot delete " + directory + ": " + e.getMessage());
        }
    }
}
