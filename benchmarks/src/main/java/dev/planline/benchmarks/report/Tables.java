package dev.planline.benchmarks.report;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import dev.planline.benchmarks.measure.Redo;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A report for people: a table for each workload. */
public final class Tables {

    private static final List<String> HEADINGS = List.of("contender", "guarantee", "records/s", "min..max", "of bound", "CPU us", "p50 ms",
            "p99 ms",
            "max ms", "remarks");

    private Tables() {}

    /** Prints it. */
    public static void print(Report report, PrintStream out) {
        Environment environment = report.environment();
        out.printf("%s, %d cores, broker beside it; JDK %s; Kafka %s; seed %d; %s form; load before %.1f%n", environment.processor(),
                environment.cores(), environment.jdk(), environment.libraries().get("kafka_2.13"), report.seed(), report.form(),
                report.busy());
        var byWorkload = new LinkedHashMap<String, List<Row>>();
        report.rows().forEach(row -> byWorkload.computeIfAbsent(row.workload(), _ -> new ArrayList<>()).add(row));
        for (Map.Entry<String, List<Row>> workload : byWorkload.entrySet()) {
            out.println();
            out.println(workload.getKey());
            table(workload.getValue()).lines().map(String::stripTrailing).filter(line -> !line.isEmpty()).forEach(out::println);
        }
        probes(report, out);
        out.printf("%nPublished by others, on machines of theirs:%n");
        report.published().forEach(figure -> out.printf(" %s: %s: %s (%s; %s)%n", figure.who(), figure.workload(), figure.figure(),
                figure.machine(), figure.source()));
    }

    private static void probes(Report report, PrintStream out) {
        Redo redo = report.redo();
        if (redo != null) {
            out.printf("%nPlanline killed (SIGKILL) with %d in flight, one of them stuck, and %d finished but not committed:%n"
                    + " %d handled again, %d of them needlessly; %d results missing, %d doubled%n", redo.inFlight(), redo.uncommitted(),
                    redo.again(), redo.needless(), redo.missing(), redo.doubled());
        }
        report.heaps()
                .forEach(heap -> out.printf(Locale.ROOT,
                        "%nPlanline before a backlog of %,d records, -Xmx256m: %s MiB used, %,.0f records/s%n",
                        heap.waiting(), heap.usedMebibytes(), heap.perSecond()));
    }

    private static String table(List<Row> rows) {
        Object[][] cells = rows.stream().map(Tables::cells).toArray(Object[][]::new);
        Column[] columns = HEADINGS.stream()
                .map(heading -> new Column().header(heading).headerAlign(align(heading)).dataAlign(align(heading)))
                .toArray(Column[]::new);
        return AsciiTable.builder().border(AsciiTable.NO_BORDERS).data(columns, cells).asString();
    }

    private static HorizontalAlign align(String heading) {
        return switch (heading) {
            case "contender", "guarantee", "remarks" -> HorizontalAlign.LEFT;
            default -> HorizontalAlign.RIGHT;
        };
    }

    private static Object[] cells(Row row) {
        return new Object[] {
            row.contender(),
            row.exactlyOnce() ? "exactly once" : "at least once",
            format("%,.0f", row.perSecond()),
            row.perSecond() == null ? "" : String.format(Locale.ROOT, "%,.0f..%,.0f", row.perSecond().min(), row.perSecond().max()),
            row.ofBound() == null ? "" : String.format(Locale.ROOT, "%.1f %%", row.ofBound().median() * 100),
            format("%.1f", row.cpuMicros()),
            format("%.1f", row.p50()),
            format("%.1f", row.p99()),
            format("%.0f", row.max()),
            remarks(row)};
    }

    private static String format(String format, @Nullable Spread spread) {
        return spread == null ? "" : String.format(Locale.ROOT, format, spread.median());
    }

    private static String remarks(Row row) {
        var remarks = new ArrayList<String>();
        if (row.cannot() != null) {
            remarks.add("cannot: " + row.cannot());
        }
        if (row.incomplete() > 0) {
            remarks.add("cut off in " + row.incomplete() + " of " + row.rounds().size() + " rounds");
        }
        if (row.doubled() > 0) {
            remarks.add(row.doubled() + " doubled");
        }
        if (row.outOfOrder() > 0) {
            remarks.add(row.outOfOrder() + " out of order");
        }
        return String.join("; ", remarks);
    }
}
