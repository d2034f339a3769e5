package dev.planline.planner;

import dev.planline.model.Plan;
import dev.planline.model.Task;
import java.util.Optional;

/** Makes a plan for a task, or leaves it to the next planner of the chain. */
public interface Planner {

    /** The first revision of a plan that holds the task's limits; empty if this planner has no answer. */
    Optional<Plan> plan(Task task);
}
