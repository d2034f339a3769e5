package dev.planline.benchmarks.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the figures of a command go. Made before anything is measured: it notes when, and how busy the machine was. */
public final class FigureResults {

    private final Instant date = Instant.now();
    private final double busy = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();

    @Option(names = "--results", paramLabel = "FILE", description = "Writes all rounds as JSON.")
    private @Nullable Path file;

    /** Nothing is measured yet. */
    public FigureResults() {}

    /**
     * Prints the figures, and writes them if a file is named.
     *
     * @param subject what was measured, in a few words
     * @param seed null if nothing was drawn
     */
    public void publish(String subject, @Nullable Long seed, List<Figure> figures) throws IOException {
        var report = new FigureReport(date, subject, seed, busy, Environment.here(), figures);
        if (file != null) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, report.toJson() + "\n");
        }
        report.print(System.out);
    }
}
