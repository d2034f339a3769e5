package dev.planline.cli.eval;

import dev.planline.model.Plan;
import dev.planline.model.Step;
import dev.planline.model.Task;
import dev.planline.model.Trajectory;
import dev.planline.model.TrajectoryStep;
import dev.planline.planner.spi.Answer;
import dev.planline.planner.spi.Planner;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Measures plans against the trajectories that reached the same goals, as GNN4TaskPlan does (Wu et al., 2024; arXiv 2405.19119).
 *
 * @param requests how many goals were planned
 * @param nodeF1 mean over the requests of F1 between the types of the plan's steps and the true ones
 * @param linkF1 the same between direct dependencies, each as two types; 1 if neither side has any
 * @param accuracy share of the requests whose types are exactly right
 * @param answered share of the requests that the planner had an answer for; the others count as 0
 * @param confidence mean confidence of the answers, to compare with {@code nodeF1}
 * @param milliseconds median time of a plan
 */
record Evaluation(int requests, double nodeF1, double linkF1, double accuracy, double answered, double confidence, double milliseconds) {

    private record Link(String source, String target) {}

    /**
     * Plans each goal.
     *
     * @param done is told how many are done
     */
    static Evaluation of(Planner planner, List<Trajectory> heldOut, LongConsumer done) throws InterruptedException {
        double nodes = 0;
        double links = 0;
        int exact = 0;
        int answered = 0;
        double confidence = 0;
        var nanos = new long[heldOut.size()];
        for (int i = 0; i < heldOut.size(); i++) {
            Trajectory truth = heldOut.get(i);
            var task = new Task("eval-" + i, truth.goal());
            long begin = System.nanoTime();
            Answer answer = planner.plan(task);
            nanos[i] = System.nanoTime() - begin;
            if (answer instanceof Answer.Planned(Plan plan)) {
                double f1 = f1(types(plan), types(truth));
                nodes += f1;
                links += f1(links(plan), links(truth));
                exact += f1 == 1 ? 1 : 0;
                answered++;
                confidence += plan.confidence();
            }
            done.accept(i + 1L);
        }
        Arrays.sort(nanos);
        double n = heldOut.size();
        return new Evaluation(heldOut.size(), nodes / n, links / n, exact / n, answered / n, answered == 0 ? 0 : confidence / answered,
                nanos[nanos.length / 2] / 1e6);
    }

    /** Harmonic mean of precision and recall; 1 if both are empty. */
    static double f1(Set<?> found, Set<?> wanted) {
        if (found.isEmpty() && wanted.isEmpty()) {
            return 1;
        }
        long both = found.stream().filter(wanted::contains).count();
        return 2.0 * both / (found.size() + wanted.size());
    }

    private static Set<String> types(Plan plan) {
        var types = new HashSet<String>();
        plan.steps().forEach(step -> types.add(step.type()));
        return types;
    }

    private static Set<String> types(Trajectory truth) {
        var types = new HashSet<String>();
        truth.steps().forEach(step -> types.add(type(step)));
        return types;
    }

    private static Set<Link> links(Plan plan) {
        Map<String, String> types = new HashMap<>();
        plan.steps().forEach(step -> types.put(step.stepId(), step.type()));
        var links = new HashSet<Link>();
        for (Step step : plan.steps()) {
            step.dependsOn().forEach(before -> links.add(new Link(types.getOrDefault(before, before), step.type())));
        }
        return links;
    }

    private static Set<Link> links(Trajectory truth) {
        Map<@Nullable String, String> types = new HashMap<>();
        truth.steps().forEach(step -> types.put(step.stepId(), type(step)));
        var links = new HashSet<Link>();
        for (TrajectoryStep step : truth.steps()) {
            step.dependsOn().forEach(before -> links.add(new Link(types.getOrDefault(before, before), type(step))));
        }
        return links;
    }

    private static String type(TrajectoryStep step) {
        String type = step.type() == null ? step.tool() : step.type();
        return type == null ? "" : type;
    }
}
