package dev.planline.model;

/** A rejected plan on its way back, with all that the stage to blame needs to mend it. */
public record Rejection(Task task, Plan plan, RoutedPlan route, Verdict.Rejected verdict) {

    public Rejection {
        Check.required("task", task);
        Check.required("plan", plan);
        Check.required("route", route);
        Check.required("verdict", verdict);
    }
}
