package dev.planline.benchmarks.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * All figures of one run.
 *
 * @param subject what was measured, in a few words
 * @param seed null if nothing was drawn
 * @param busy processes that were ready to run on average in the last minute before, -1 if unknown
 */
record FigureReport(Instant date, String subject, @Nullable Long seed, double busy, Environment environment, List<Figure> figures) {

    private static final List<String> HEADINGS = List.of("figure", "median", "min..max", "unit", "wanted", "", "remark");

    FigureReport {
        figures = List.copyOf(figures);
    }

    String toJson() {
        return JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT)
                .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
                .build().writeValueAsString(this);
    }

    void print(PrintStream out) {
        out.printf(Locale.ROOT,
                "%s, %d cores, broker and client beside it; JDK %s; %s; load before %.1f%n%n",
                environment.processor(), environment.cores(), environment.jdk(), subject, busy);
        Column[] columns = HEADINGS.stream()
                .map(heading -> new Column().header(heading).headerAlign(align(heading)).dataAlign(align(heading)))
                .toArray(Column[]::new);
        Object[][] cells = figures.stream().map(FigureReport::cells).toArray(Object[][]::new);
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
