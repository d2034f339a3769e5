package dev.planline.graph;

import dev.planline.model.Step;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Computes when steps end. */
final class Schedule {

    private Schedule() {}

    static Map<String, Double> ends(List<Node> ordered, ToDoubleFunction<Step> duration) {
        var all = new double[ordered.size()];
        var ends = new HashMap<String, Double>();
        for (Node node : ordered) {
            double begin = 0;
            for (Node before : node.predecessors()) {
                begin = Math.max(begin, all[before.position()]);
            }
            Step step = node.step();
            double end = step == null ? begin : begin + duration.applyAsDouble(step);
            all[node.position()] = end;
            if (step != null) {
                ends.put(step.stepId(), end);
            }
        }
        return ends;
    }
}
