package dev.planline.model;

/** What would mend a violation, as something that a stage can do. */
public enum Remedy {

    /** Assign the step anew, to none of the agents that the violation speaks against. */
    REASSIGN(Blame.ROUTE),

    /** Ask for the step otherwise: by another type or other skills. */
    REDESCRIBE(Blame.PLAN),

    /** Make several steps of the step, one for each of its parts. */
    SPLIT(Blame.PLAN),

    /** Leave the step out; if no step is named, what the plan can spare. */
    DROP(Blame.PLAN),

    /** Plan the task anew. */
    REPLAN(Blame.PLAN);

    private final Blame blame;

    Remedy(Blame blame) {
        this.blame = blame;
    }

    /** The stage that can do it. */
    public Blame blame() {
        return blame;
    }
}
