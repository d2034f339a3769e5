package dev.planline.cli.chaos;

import dev.planline.chaos.ChaosReport;
import dev.planline.chaos.growth.Measure;
import dev.planline.cli.console.Table;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What came of a run, as people read it. */
public final class ChaosTable {

    private ChaosTable() {}

    /** One line for each thing that can be said. */
    public static Table of(ChaosReport report) {
        var table = Table.of("WHAT", "HOW MANY");
        table.row("seed", Long.toString(report.seed()));
        table.row("tasks sent", Integer.toString(report.tasks()));
        table.row("acknowledged, given up, unknown", report.acknowledged() + ", " + report.givenUp() + ", " + report.unknown());
        table.row("validated, abandoned, dead letters", report.validated() + ", " + report.abandoned() + ", " + report.deadLetters());
        table.row("faults", Integer.toString(report.allFaults()));
        new TreeMap<>(report.faults()).forEach((kind, times) -> table.row("  " + kind, Integer.toString(times)));
        table.row("seconds", seconds(report.seconds()));
        table.row("longest silence, seconds", seconds(report.longestSilence().seconds())
                + (report.longestSilence().during().isEmpty() ? "" : " during " + String.join(", ", report.longestSilence().during())));
        table.row("seconds after the last fault", seconds(report.healedSeconds()));
        report.curves().stream().filter(curve -> curve.measure() == Measure.HEAP && !curve.leasts().isEmpty())
                .forEach(curve -> table.row("live heap of " + curve.process() + ", MiB", curve.leasts().stream()
                        .map(least -> String.format(Locale.ROOT, "%.0f", least / (1 << 20))).collect(Collectors.joining(" "))));
        table.row("FINDINGS", report.found() + (report.found() == 0 ? "" : ": " + report.findings()));
        return table;
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.1f", seconds);
    }
}
