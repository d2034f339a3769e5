package dev.planline.planner.spi;

import dev.planline.model.Task;

/** Makes a plan for a task, or leaves it to the next planner of the chain. */
public interface Planner {

    /** What its plans say under {@code planner}, for example {@code template}. */
    String name();

    /** The first revision of a plan that holds the task's limits, or why there is none. */
    Answer plan(Task task) throws InterruptedException;
}
