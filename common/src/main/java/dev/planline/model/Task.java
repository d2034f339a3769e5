package dev.planline.model;

import java.util.Map;

/**
 * What a user submits.
 *
 * @param taskId key of every message about this task
 * @param goal what is to be reached, in words: 1 to 5,000 characters, not blank
 * @param context free facts about the surroundings of the task
 */
public record Task(
        String taskId,
        String goal,
        @Defaulted("{}") Map<String, Object> context,
        @Defaulted("{}") Constraints constraints) {

    /** Longest goal, in characters. */
    public static final int GOAL_LIMIT = 5_000;

    public Task {
        Check.name("taskId", taskId);
        Check.text("goal", goal, GOAL_LIMIT);
        context = Check.json("context", context);
        Check.required("constraints", constraints);
    }

    /** A task without context, within the default limits. */
    public Task(String taskId, String goal) {
        this(taskId, goal, Map.of(), Constraints.DEFAULT);
    }
}
