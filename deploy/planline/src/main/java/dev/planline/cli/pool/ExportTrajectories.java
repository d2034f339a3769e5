package dev.planline.cli.pool;

import dev.planline.cli.api.ApiOptions;
import dev.planline.cli.console.CommandFailed;
import dev.planline.cli.console.Console;
import dev.planline.cli.console.Exit;
import dev.planline.cli.console.OutputOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Writes trajectories to a file. */
@Command(name = "export", mixinStandardHelpOptions = true, description = "Writes trajectories, one JSON object a line, as 'trajectories import' reads them.", footer = {
    "", "Example: planline trajectories export --outcome success good.jsonl"})
final class ExportTrajectories implements Callable<Integer> {

    private final Console console;

    @Mixin
    private final ApiOptions api;

    @Mixin
    private final OutputOptions output;

    @Mixin
    private final FilterOptions filter = new FilterOptions();

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "Where to; standard output unless given.")
    private @Nullable Path file;

    ExportTrajectories(Console console) {
        this.console = console;
        this.api = new ApiOptions(console);
        this.output = new OutputOptions(console);
    }

    @Override
    public Integer call() {
        long count = 0;
        try (var lines = new BufferedReader(
                new InputStreamReader(api.client().lines("trajectories/export", filter.query()), StandardCharsets.UTF_8));
                Writer out = file == null ? Writer.nullWriter() : Files.newBufferedWriter(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (file == null) {
                    console.out().println(line);
                } else {
                    out.write(line + "\n");
                }
                count++;
            }
        } catch (IOException e) {
            throw CommandFailed.because("the export broke off after " + count + " trajectories: " + e);
        }
        if (file != null && output.json()) {
            output.printJson(Map.of("exported", count));
        } else {
            console.say("exported " + count + " trajectories");
        }
        return Exit.DONE;
    }
}
