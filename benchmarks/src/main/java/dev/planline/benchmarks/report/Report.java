package dev.planline.benchmarks.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.planline.benchmarks.measure.Entry;
import dev.planline.benchmarks.measure.Heap;
import dev.planline.benchmarks.measure.Redo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was measured, whole.
 *
 * @param form {@code short} or {@code long}
 * @param seed that keys were drawn with
 * @param busy processes that were ready to run on average in the last minute before, -1 if unknown; more than a few tell of others on the machine
 * @param redo null if it was not measured
 * @param heaps before backlogs of several lengths
 * @param published by others
 */
public record Report(
        Instant date,
        String form,
        long seed,
        double busy,
        Environment environment,
        List<Row> rows,
        @Nullable Redo redo,
        List<Heap> heaps,
        List<Published> published) {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    public Report {
        rows = List.copyOf(rows);
        heaps = List.copyOf(heaps);
        published = List.copyOf(published);
    }

    /** The report of a run. */
    public static Report of(Instant date, String form, long seed, double busy, List<Entry> entries, @Nullable Redo redo, List<Heap> heaps) {
        return new Report(date, form, seed, busy, Environment.here(), entries.stream().map(entry -> Row.of(entry, seed)).toList(), redo,
                heaps,
                Published.all());
    }

    /**
     * Reads what {@link #write} wrote; several are parts of one, of which the first says when.
     *
     * @throws IllegalArgumentException if a part was measured elsewhere, in another form or with other keys
     */
    public static Report read(List<Path> files) throws IOException {
        Report whole = read(files.getFirst());
        for (Path file : files.subList(1, files.size())) {
            Report part = read(file);
            if (!part.environment.equals(whole.environment) || !part.form.equals(whole.form) || part.seed != whole.seed) {
                throw new IllegalArgumentException(
                        file + " is no part of " + files.getFirst() + ": machine, libraries, form and seed have to be the same");
            }
            whole = whole.with(part);
        }
        return whole;
    }

    private static Report read(Path file) throws IOException {
        return MAPPER.readValue(Files.readString(file), Report.class);
    }

    private Report with(Report part) {
        return new Report(date, form, seed, busy, environment, joined(rows, part.rows), redo == null ? part.redo : redo,
                joined(heaps, part.heaps), published);
    }

    private static <T> List<T> joined(List<T> some, List<T> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    /** As JSON. */
    public String toJson() {
        return MAPPER.writeValueAsString(this);
    }

    /** Writes it to a file, whose folders are made. */
    public void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, toJson() + "\n");
    }
}
