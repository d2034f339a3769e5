package dev.planline.cli.console;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import com.github.freva.asciitable.OverflowBehaviour;
import dev.planline.text.Shown;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows under headings, for people. Long cells are cut. */
public final class Table {

    private static final int WIDEST = 60;

    private final Column[] columns;
    private final List<Object[]> rows = new ArrayList<>();

    private Table(String... headings) {
        this.columns = Arrays.stream(headings).map(Table::column).toArray(Column[]::new);
    }

    /** An empty table with these headings. */
    public static Table of(String... headings) {
        return new Table(headings);
    }

    private static Column column(String heading) {
        return new Column().header(heading).headerAlign(HorizontalAlign.LEFT).dataAlign(HorizontalAlign.LEFT).maxWidth(WIDEST,
                OverflowBehaviour.ELLIPSIS_RIGHT);
    }

    /** Adds a row; nulls stay empty. */
    public Table row(@Nullable Object... cells) {
        rows.add(Arrays.stream(cells).map(cell -> cell == null ? "" : Shown.lines(cell.toString().replaceAll("\\s+", " "))).toArray());
        return this;
    }

    /** Prints it, without blanks at the ends of lines. */
    public void print(PrintStream out) {
        String text = AsciiTable.builder().border(AsciiTable.NO_BORDERS).data(columns, rows.toArray(Object[][]::new)).asString();
        text.lines().map(Table::trimmed).filter(line -> !line.isEmpty()).forEach(out::println);
    }

    private static String trimmed(String line) {
        String cut = line.stripTrailing();
        return cut.startsWith(" ") ? cut.substring(1) : cut;
    }
}
