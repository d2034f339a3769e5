package dev.planline.graph;

import dev.planline.model.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Computes when steps end, and which decide when the last one does. */
final class Schedule {

    private Schedule() {}

    static Map<String, Double> ends(List<Node> ordered, ToDoubleFunction<Step> duration) {
        double[] all = all(ordered, duration);
        var ends = new HashMap<String, Double>();
        for (Node node : ordered) {
            Step step = node.step();
            if (step != null) {
                ends.put(step.stepId(), all[node.position()]);
            }
        }
        return ends;
    }

    /** The end of each node, by its position. */
    private static double[] all(List<Node> ordered, ToDoubleFunction<Step> duration) {
        var all = new double[ordered.size()];
        for (Node node : ordered) {
            double begin = 0;
            for (Node before : node.predecessors()) {
                begin = Math.max(begin, all[before.position()]);
            }
            Step step = node.step();
            all[node.position()] = step == null ? begin : begin + duration.applyAsDouble(step);
        }
        return all;
    }

    /** Walks back from the last end, each time to the predecessor that ends last. */
    static List<Step> criticalPath(List<Node> ordered, ToDoubleFunction<Step> duration) {
        double[] all = all(ordered, duration);
        Comparator<Node> byEnd = Comparator.comparingDouble(node -> all[node.position()]);
        var path = new ArrayList<Step>();
        for (var at = ordered.stream().max(byEnd); at.isPresent(); at = at.get().predecessors().stream().max(byEnd)) {
            Step step = at.get().step();
            if (step != null) {
                path.addFirst(step);
            }
        }
        return path;
    }
}
