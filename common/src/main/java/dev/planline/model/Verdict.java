package dev.planline.model;

import java.util.List;

/** What the validator says of a routed plan. On the wire the variant is named by {@code outcome}. */
public sealed interface Verdict {

    /** The number of the round in which it was said, 1 for the first. */
    int round();

    /**
     * The plan may be carried out.
     *
     * @param score how good it is, in 0..1
     */
    record Accepted(int round, double score, Components components) implements Verdict {

        public Accepted {
            Check.atLeast("round", round, 1);
            Check.rate("score", score);
            Check.required("components", components);
        }
    }

    /**
     * The plan goes back to the stage that is to blame.
     *
     * @param violations what is wrong; at least one
     */
    record Rejected(int round, Blame blame, List<Violation> violations) implements Verdict {

        public Rejected {
            Check.atLeast("round", round, 1);
            Check.required("blame", blame);
            violations = Check.list("violations", violations);
            if (violations.isEmpty()) {
                throw new InvalidField("violations", "must not be empty");
            }
        }
    }

    /**
     * The task is given up.
     *
     * @param reason why, in words
     * @param rounds every round's reasons, oldest first; empty if a stage refused the task before the first round
     */
    record Abandoned(int round, String reason, List<Round> rounds) implements Verdict {

        public Abandoned {
            Check.atLeast("round", round, 1);
            Check.required("reason", reason);
            rounds = Check.list("rounds", rounds);
        }
    }

    /**
     * The parts of a score, each in 0..1, higher is better.
     *
     * @param success how likely the agents are to succeed, as a mean that does not fall with the size of the plan
     * @param match how well the agents fit their steps
     * @param cost 1 for free, 0 for the whole budget or the dearest agents
     * @param time 1 for short, 0 for as long as the deadline allows
     */
    record Components(double success, double match, double cost, double time) {

        public Components {
            Check.rate("success", success);
            Check.rate("match", match);
            Check.rate("cost", cost);
            Check.rate("time", time);
        }
    }
}
