package dev.planline.cli.pool;

import dev.planline.cli.api.ApiOptions;
import dev.planline.cli.console.CommandFailed;
import dev.planline.cli.console.Console;
import dev.planline.cli.console.Exit;
import dev.planline.cli.console.OutputOptions;
import dev.planline.cli.console.Progress;
import dev.planline.cli.training.TrainingFile;
import dev.planline.cli.training.TrainingFile.Rows;
import dev.planline.client.api.SinkClient;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes trajectories to a file. */
@Command(name = "export", mixinStandardHelpOptions = true, description = {
    "Writes trajectories, one JSON object a line, as 'trajectories import' reads them; or as documents of ATIF, one a line;",
    "or as a table in Parquet, to train from.",
    "The file is there when it is complete."
}, footer = {"", "Example: planline trajectories export --outcome success good.jsonl",
    "Example: planline trajectories export all.atif.jsonl",
    "Example: planline trajectories export --rows steps train.parquet"})
final class ExportTrajectories implements Callable<Integer> {

    private final Console console;

    @Mixin
    private final ApiOptions api;

    @Mixin
    private final OutputOptions output;

    @Mixin
    private final FilterOptions filter = new FilterOptions();

    @Option(names = "--format", paramLabel = "FORMAT", description = "jsonl, atif or parquet. Default: parquet for *.parquet, atif for *.atif, *.atif.json and *.atif.jsonl, else jsonl.")
    private @Nullable Format format;

    @Option(names = "--rows", paramLabel = "ROWS", description = "What a row of parquet is: trajectories (the default), with steps as a list; or steps.")
    private @Nullable Rows rows;

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
        if (rows != null && wanted != Format.PARQUET) {
            throw CommandFailed.badInput("--rows is for --format parquet");
        }
        long count = file == null ? toOutput(wanted) : toFile(wanted, file);
        if (file != null && output.json()) {
            output.printJson(Map.of("exported", count));
        } else {
            console.say("exported " + count + (count == 1 ? " trajectory" : " trajectories"));
        }
        return Exit.DONE;
    }

    private long toOutput(Format wanted) {
        if (wanted == Format.PARQUET) {
            throw CommandFailed.badInput("parquet needs a FILE");
        }
        try (TrajectoryWriter writer = writer(wanted, new KeptOpen(console.out()))) {
            return copy(writer);
        } catch (IOException e) {
            throw CommandFailed.because("cannot write: " + e.getMessage());
        }
    }

    /** Writes beside the file first, so that a file that is there is whole. */
    private long toFile(Format wanted, Path target) {
        Path part = target.resolveSibling(target.getFileName() + ".part");
        try {
            long count;
            try (TrajectoryWriter writer = writer(wanted, new BufferedOutputStream(Files.newOutputStream(part)))) {
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

    private TrajectoryWriter writer(Format wanted, OutputStream out) throws IOException {
        return switch (wanted) {
            case JSONL -> TrajectoryWriter.lines(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            case ATIF -> TrajectoryWriter.atif(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            case PARQUET -> TrajectoryWriter.parquet(TrainingFile.to(out, Objects.requireNonNullElse(rows, Rows.TRAJECTORIES)));
        };
    }

    /** Standard output, which is not ours to close. */
    private static final class KeptOpen extends FilterOutputStream {

        KeptOpen(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }

    private long copy(TrajectoryWriter writer) {
        long count = 0;
        try (SinkClient client = api.client();
                var lines = new BufferedReader(
                        new InputStreamReader(client.lines("trajectories/export", filter.query()), StandardCharsets.UTF_8));
                Progress progress = Progress.of(console, "exported",
                        client.get("trajectories/stats", filter.query()).path("total").asLong())) {
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
