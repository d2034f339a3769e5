package dev.planline.benchmarks.sink;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import dev.planline.benchmarks.report.Environment;
import dev.planline.benchmarks.report.Spread;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was measured of the sink, whole.
 *
 * @param trajectories that were on the log before
 * @param busy processes that were ready to run on average in the last minute before, -1 if unknown
 */
record SinkReport(Instant date, int trajectories, long seed, double busy, Environment environment, List<Figure> figures) {

    private static final List<String> HEADINGS = List.of("figure", "median", "min..max", "unit", "wanted", "", "remark");

    SinkReport {
        figures = List.copyOf(figures);
    }

    String toJson() {
        return JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT)
                .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
                .build().writeValueAsString(this);
    }

    void print(PrintStream out) {
        out.printf(Locale.ROOT,
                "%s, %d cores, broker and client beside it; JDK %s; %,d trajectories of 1 KiB in SQLite; load before %.1f%n%n",
                environment.processor(), environment.cores(), environment.jdk(), trajectories, busy);
        Column[] columns = HEADINGS.stream()
                .map(heading -> new Column().header(heading).headerAlign(align(heading)).dataAlign(align(heading)))
                .toArray(Column[]::new);
        Object[][] cells = figures.stream().map(SinkReport::cells).toArray(Object[][]::new);
        AsciiTable.builder().border(AsciiTable.NO_BORDERS).data(columns, cells).asString().lines().map(String::stripTrailing)
                .filter(line -> !line.isEmpty()).forEach(out::println);
    }

    private static HorizontalAlign align(String heading) {
        return List.of("median", "min..max", "wanted").contains(heading) ? HorizontalAlign.RIGHT : HorizontalAlign.LEFT;
    }

    private static Object[] cells(Figure figure) {
        Spread spread = figure.spread();
        Figure.Wanted wanted = figure.wanted();
        return new Object[] {
            figure.name(),
            number(spread.median()),
            figure.rounds().size() == 1 ? "" : number(spread.min()) + ".." + number(spread.max()),
            figure.unit(),
            wanted == null ? "" : (wanted.atLeast() ? ">= " : "<= ") + number(wanted.bound()),
            figure.verdict(),
            figure.remark()};
    }

    private static String number(double figure) {
        return String.format(Locale.ROOT, Math.abs(figure) < 100 ? "%,.1f" : "%,.0f", figure);
    }
}
