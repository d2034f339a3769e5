package dev.planline.planner.recall;

import dev.planline.model.Plan;
import dev.planline.model.Step;
import dev.planline.model.Task;
import dev.planline.planner.recall.Recollection.RecalledStep;
import dev.planline.planner.spi.Answer;
import dev.planline.planner.spi.Planner;
import dev.planline.text.Beginning;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Plans as successful trajectories of similar goals did; needs no model, and learns with each trajectory. */
public final class RecallPlanner implements Planner {

    /** The name that its plans carry. */
    public static final String NAME = "recall";

    private static final int LONGEST_EXCERPT = 400;

    private final ExemplarIndex exemplars;
    private final double leastConfidence;

    /**
     * A planner that knows these exemplars.
     *
     * @param leastConfidence below it, in 0..1, the planner has no answer
     */
    public RecallPlanner(ExemplarIndex exemplars, double leastConfidence) {
        this.exemplars = exemplars;
        this.leastConfidence = leastConfidence;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Answer plan(Task task) {
        Optional<Recollection> recollection = exemplars.recall(task.goal(), task.constraints().maxSteps());
        if (recollection.isEmpty()) {
            return new Answer.Declined("no trajectory had a goal like it");
        }
        double confidence = recollection.get().confidence();
        return confidence < leastConfidence
                ? new Answer.Declined(
                        String.format(Locale.ROOT, "its confidence would be %.2f, less than %.2f", confidence, leastConfidence))
                : new Answer.Planned(plan(task, recollection.get()));
    }

    private static Plan plan(Task task, Recollection recollection) {
        List<RecalledStep> recalled = recollection.steps();
        List<String> ids = recalled.stream().map(step -> id(step.part())).toList();
        var steps = new ArrayList<Step>();
        for (int i = 0; i < recalled.size(); i++) {
            RecalledStep step = recalled.get(i);
            String place = recalled.size() == 1 ? "" : " (" + (i + 1) + " of " + recalled.size() + ")";
            String description = ids.get(i).replace('_', ' ') + place + ": " + excerpt(task.goal(), step);
            steps.add(new Step(ids.get(i), step.part().type(), description, null, step.dependsOn().stream().map(ids::get).toList()));
        }
        return new Plan(task.taskId(), 1, task.goal(), NAME, recollection.confidence(), recollection.basedOn(), List.of(), steps,
                task.context(), task.constraints(), List.of());
    }

    private static String id(Part part) {
        return part.ordinal() == 1 ? part.type() : part.type() + "-" + part.ordinal();
    }

    /** The part of the goal that asks for a step. Two steps may have the same, which is why each says its place too. */
    private static String excerpt(String goal, RecalledStep step) {
        String excerpt = (step.begin() < step.end() ? goal.substring(step.begin(), step.end()) : goal).strip();
        return excerpt.length() <= LONGEST_EXCERPT ? excerpt : Beginning.of(excerpt, LONGEST_EXCERPT) + " ...";
    }
}
