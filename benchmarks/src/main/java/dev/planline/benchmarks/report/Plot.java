package dev.planline.benchmarks.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A report as a drawing: a bar for each contender's median, with a line from its worst round to its best. */
public final class Plot {

    private static final int WIDTH = 1_040;
    private static final int LEFT = 390;
    private static final int RIGHT = 150;
    private static final int BAR = 16;
    private static final int STEP = 24;
    private static final String OURS = "#2563eb";
    private static final String EXACTLY_ONCE = "#64748b";
    private static final String AT_LEAST_ONCE = "#cbd5e1";

    private final StringBuilder svg = new StringBuilder();
    private int y = 30;

    private Plot() {}

    /** The drawing as SVG. */
    public static String of(Report report) {
        var plot = new Plot();
        plot.text(10, "start", "Dark: exactly once. Light: at least once. Lines: worst round to best. %s, %d cores, %s form".formatted(
                report.environment().processor(), report.environment().cores(), report.form()));
        var byWorkload = new LinkedHashMap<String, List<Row>>();
        report.rows().stream().filter(row -> row.perSecond() != null).forEach(
                row -> byWorkload.computeIfAbsent(row.workload(), _ -> new ArrayList<>()).add(row));
        byWorkload.forEach(plot::workload);
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12">
                <rect width="100%%" height="100%%" fill="white"/>
                %s</svg>
                """.formatted(WIDTH, plot.y + 10, plot.svg);
    }

    private void workload(String label, List<Row> rows) {
        Map<Row, Spread> figures = new LinkedHashMap<>();
        boolean latency = rows.stream().anyMatch(row -> row.p99() != null);
        for (Row row : rows) {
            Spread figure = latency ? row.p99() : row.perSecond();
            if (figure != null) {
                figures.put(row, figure);
            }
        }
        double most = figures.values().stream().mapToDouble(Spread::max).max().orElse(1);
        y += 36;
        svg.append("<g font-weight=\"bold\">");
        text(10, "start", label + (latency ? ": 99th percentile of latency in ms, less is better" : ": records a second, more is better"));
        svg.append("</g>\n");
        figures.forEach((row, figure) -> bar(row, figure, (WIDTH - LEFT - RIGHT) / Math.max(most, 1e-9), latency ? "%,.1f ms" : "%,.0f"));
    }

    private void bar(Row row, Spread figure, double scale, String format) {
        y += STEP;
        text(LEFT - 8, "end", row.contender());
        int top = y - BAR + 4;
        add("<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>%n", LEFT, top, figure.median() * scale, BAR, colour(row));
        add("<path d=\"M%.1f %dH%.1f\" stroke=\"#111827\"/>%n", LEFT + figure.min() * scale, top + BAR / 2, LEFT + figure.max() * scale);
        text((int) (LEFT + figure.max() * scale) + 8, "start", String.format(Locale.ROOT, format, figure.median()));
    }

    private static String colour(Row row) {
        if (row.contender().startsWith("Planline")) {
            return OURS;
        }
        return row.exactlyOnce() ? EXACTLY_ONCE : AT_LEAST_ONCE;
    }

    private void text(int x, String anchor, String text) {
        add("<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>%n", x, y, anchor, text.replace("&", "&amp;").replace("<", "&lt;"));
    }

    private void add(String format, Object... arguments) {
        svg.append(String.format(Locale.ROOT, format.replace("%n", "\n"), arguments));
    }
}
