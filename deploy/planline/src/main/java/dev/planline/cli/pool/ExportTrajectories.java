package dev.planline.cli.pool;

import dev.planline.cli.api.ApiClient;
import dev.planline.cli.api.ApiOptions;
import dev.planline.cli.console.CommandFailed;
import dev.planline.cli.console.Console;
import dev.planline.cli.console.Exit;
import dev.planline.cli.console.OutputOptions;
import dev.planline.cli.console.Progress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes trajectories to a file. */
@Command(name = "export", mixinStandardHelpOptions = true, description = {
    "Writes trajectories, one JSON object a line, as 'trajectories import' reads them; or as documents of ATIF, one a line.",
    "The file is there when it is complete."
}, footer = {"", "Example: planline trajectories export --outcome success good.jsonl",
    "Example: planline trajectories export all.atif.jsonl"})
final class ExportTrajectories implements Callable<Integer> {

    private final Console console;

    @Mixin
    private final ApiOptions api;

    @Mixin
    private final OutputOptions output;

    @Mixin
    private final FilterOptions filter = new FilterOptions();

    @Option(names = "--format", paramLabel = "FORMAT", description = "jsonl or atif. Default: atif for *.atif, *.atif.json and *.atif.jsonl, else jsonl.")
    private @Nullable Format format;

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "Where to; standard output unless given.")
    private @Nullable Path file;

    ExportTrajectories(Console console) {
        this.console = console;
        this.api = new ApiOptions(console);
        this.output = new OutputOptions(console);
    }

    @Override
    public Integer call() {
        Format wanted = Format.of(format, file);
        long count = file == null ? toOutput(wanted) : toFile(wanted, file);
        if (file != null && output.json()) {
            output.printJson(Map.of("exported", count));
        } else {
            console.say("exported " + count + (count == 1 ? " trajectory" : " trajectories"));
        }
        return Exit.DONE;
    }

    private long toOutput(Format wanted) {
        // standard output is not ours to close
        var writer = new OutputStreamWriter(console.out(), StandardCharsets.UTF_8);
        long count = copy(writer(wanted, writer));
        try {
            writer.flush();
        } catch (IOException e) {
            throw CommandFailed.because("cannot write: " + e.getMessage());
        }
        return count;
    }

    /** Writes beside the file first, so that a file that is there is whole. */
    private long toFile(Format wanted, Path target) {
        Path part = target.resolveSibling(target.getFileName() + ".part");
        try {
            long count;
            try (TrajectoryWriter writer = writer(wanted, Files.newBufferedWriter(part))) {
                count = copy(writer);
            }
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
            return count;
        } catch (IOException e) {
            throw CommandFailed.because("cannot write " + target + ": " + e);
        } finally {
            remove(part);
        }
    }

    private static TrajectoryWriter writer(Format wanted, Writer out) {
        return switch (wanted) {
            case JSONL -> TrajectoryWriter.lines(out);
            case ATIF -> TrajectoryWriter.atif(out);
        };
    }

    private long copy(TrajectoryWriter writer) {
        ApiClient client = api.client();
        long total = client.get("trajectories/stats", filter.query()).path("total").asLong();
        long count = 0;
        try (var lines = new BufferedReader(
                new InputStreamReader(client.lines("trajectories/export", filter.query()), StandardCharsets.UTF_8));
                Progress progress = Progress.of(console, "exported", total)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                writer.write(line);
                progress.at(++count);
            }
        } catch (IOException e) {
            throw CommandFailed.because("the export broke off after " + count + " trajectories: " + e);
        }
        return count;
    }

    private static void remove(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            throw CommandFailed.because("cannot remove " + part + ": " + e.getMessage());
        }
    }
}
