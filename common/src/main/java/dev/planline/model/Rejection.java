package dev.planline.model;

import java.util.ArrayList;
import java.util.List;

/** A rejected plan on its way back, with all that the stage to blame needs to mend it. */
public record Rejection(Task task, Plan plan, RoutedPlan route, Verdict.Rejected verdict) {

    public Rejection {
        Check.required("task", task);
        Check.required("plan", plan);
        Check.required("route", route);
        Check.required("verdict", verdict);
    }

    /** Every round so far, oldest first, this one last. */
    public List<Round> rounds() {
        var rounds = new ArrayList<>(plan.rounds());
        rounds.add(new Round(verdict.round(), plan.revision(), verdict.blame(), verdict.violations(), route.fingerprint()));
        return List.copyOf(rounds);
    }
}
