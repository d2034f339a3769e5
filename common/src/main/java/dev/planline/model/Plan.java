package dev.planline.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A directed acyclic graph of steps for one task.
 *
 * <p>The record checks its fields, not its graph: a plan with a cycle can be held, so that a violation can name it.
 * Context, constraints and past rounds travel with the plan, so that no worker has to remember the task.
 *
 * @param revision 1 for the first plan of a task, one more after each rejection
 * @param planner which planner of the chain answered
 * @param confidence how sure that planner is, in 0..1
 * @param basedOn ids of the trajectories that the plan rests on
 * @param context as in the task
 * @param constraints as in the task
 * @param rounds past rejections of this task, oldest first
 * @param passedOver the planners that were asked before that one, in order, and why they did not answer
 * @param usage what planning this task has used of a model so far, in all revisions; null if nothing
 */
public record Plan(
        String taskId,
        int revision,
        String goal,
        String planner,
        @Defaulted("1.0") double confidence,
        @Defaulted("[]") List<String> basedOn,
        @Defaulted("[]") List<Group> groups,
        List<Step> steps,
        @Defaulted("{}") Map<String, Object> context,
        @Defaulted("{}") Constraints constraints,
        @Defaulted("[]") List<Round> rounds,
        @Defaulted("[]") List<PassedOver> passedOver,
        @Nullable Usage usage) {

    public Plan {
        Check.name("taskId", taskId);
        Check.atLeast("revision", revision, 1);
        Check.text("goal", goal, Task.GOAL_LIMIT);
        Check.name("planner", planner);
        Check.rate("confidence", confidence);
        basedOn = Check.list("basedOn", basedOn);
        groups = Check.list("groups", groups);
        steps = Check.list("steps", steps);
        if (steps.isEmpty()) {
            throw new InvalidField("steps", "must not be empty");
        }
        context = Check.json("context", context);
        Check.required("constraints", constraints);
        rounds = Check.list("rounds", rounds);
        passedOver = Check.list("passedOver", passedOver);
    }

    /** A plan of the first planner asked, which used no model. */
    public Plan(String taskId, int revision, String goal, String planner, double confidence, List<String> basedOn, List<Group> groups,
            List<Step> steps, Map<String, Object> context, Constraints constraints, List<Round> rounds) {
        this(taskId, revision, goal, planner, confidence, basedOn, groups, steps, context, constraints, rounds, List.of(), null);
    }

    /** The task that this plan is for. */
    public Task task() {
        return new Task(taskId, goal, context, constraints);
    }

    /** The number of the round that this plan is in: one more than the rejections so far. */
    public int round() {
        return rounds.size() + 1;
    }

    /** The same plan with other steps; at least one. */
    public Plan withSteps(List<Step> others) {
        return new Plan(taskId, revision, goal, planner, confidence, basedOn, groups, others, context, constraints, rounds, passedOver,
                usage);
    }

    /** The same plan with these past rounds. */
    public Plan withRounds(List<Round> past) {
        return new Plan(taskId, revision, goal, planner, confidence, basedOn, groups, steps, context, constraints, past,
                passedOver, usage);
    }

    /** The same plan, with who was asked before its planner and what planning has used of a model. */
    public Plan with(List<PassedOver> before, @Nullable Usage used) {
        return new Plan(taskId, revision, goal, planner, confidence, basedOn, groups, steps, context, constraints, rounds, before, used);
    }
}
