package dev.planline.benchmarks.sink;

import dev.planline.benchmarks.report.Figure;
import dev.planline.benchmarks.report.Figure.Wanted;
import java.util.ArrayList;
import java.util.List;

/** How long a sink with a full store takes from its start, that of the JVM included, until it is ready. */
final class Restarting {

    private Restarting() {}

    static List<Figure> measure(Stage stage, int rounds) {
        var seconds = new ArrayList<Double>();
        for (int i = 0; i < rounds; i++) {
            seconds.add(stage.start().awaitReady());
        }
        return List.of(new Figure("restart until ready", "s", seconds, Wanted.atMost(5), "of a JVM, with " + stage.written() + " stored"));
    }
}
