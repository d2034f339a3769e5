package dev.planline.benchmarks.sink;

import dev.planline.benchmarks.report.Figure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the questions take that look at much of the pool, each alone. */
final class Asking {

    private static final Map<String, String> QUESTIONS = questions();

    private Asking() {}

    private static Map<String, String> questions() {
        var questions = new LinkedHashMap<String, String>();
        questions.put("statistics of all", "trajectories/stats");
        questions.put("statistics of an agent", "trajectories/stats?agent=agent-3");
        questions.put("common failures of all", "trajectories/failures");
        questions.put("common failures of an agent", "trajectories/failures?agent=agent-3");
        questions.put("insights of all", "trajectories/insights");
        questions.put("diverse set of all", "trajectories/diverse?limit=10");
        questions.put("diverse pairs of all", "trajectories/pairs?limit=10");
        questions.put("parents of all", "trajectories/parents?rule=shinka&n=10&seed=1");
        questions.put("parents of an agent", "trajectories/parents?rule=shinka&n=10&seed=1&agent=agent-3");
        questions.put("page by generation and outcome", "trajectories?minGeneration=5&outcome=failure&limit=20");
        questions.put("words in the text, the latest 20", "trajectories?text=mend%20777&limit=20");
        questions.put("the best 100", "trajectories/best?limit=100");
        return questions;
    }

    static List<Figure> measure(Stage stage, int rounds) {
        stage.awaitAll();
        SinkApi api = stage.sink().api();
        var figures = new ArrayList<Figure>();
        QUESTIONS.forEach((name, path) -> {
            var millis = new ArrayList<Double>();
            for (int i = -1; i < rounds; i++) { // the first one does not count
                long start = System.nanoTime();
                var _ = api.get(path);
                if (i >= 0) {
                    millis.add((System.nanoTime() - start) / 1e6);
                }
            }
            figures.add(new Figure(name, "ms", millis, null, "alone, by the API"));
        });
        return figures;
    }
}
