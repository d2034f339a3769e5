package dev.planline.cli.chaos;

import dev.planline.chaos.ChaosReport;
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
        table.row("faults", report.allFaults() + (report.faults().isEmpty()
                ? ""
                : ": " + new TreeMap<>(report.faults()).entrySet().stream().map(each -> each.getKey() + " " + each.getValue())
                        .collect(Collectors.joining(", "))));
        table.row("seconds", seconds(report.seconds()));
        table.row("longest silence, seconds", seconds(report.longestSilenceSeconds()));
        table.row("seconds after the last fault", seconds(report.healedSeconds()));
        table.row("FINDINGS", report.found() + (report.found() == 0 ? "" : ": " + report.findings()));
        report.first().forEach(finding -> table.row(finding.kind().toString(), finding.message()));
        return table;
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.1f", seconds);
    }
}
