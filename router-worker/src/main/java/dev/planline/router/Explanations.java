package dev.planline.router;

import dev.planline.model.Step;
import dev.planline.router.Descriptions.Match;
import java.util.List;

/** Says in words why an agent got a step, or did not. */
final class Explanations {

    private static final int WORDS = 5;

    /** Below it a match of descriptions is called unsure; docs/routing-quality.md tells what it costs and gains. */
    private static final double SURE = 0.2;

    private Explanations() {}

    /** Why the first of the best was chosen. */
    static String chosen(Step step, Standing chosen, List<Standing> best) {
        var reason = new StringBuilder("takes ").append(step.type()).append(", success rate ").append(fixed(chosen.rate(), 2));
        if (chosen.trials() > 0) {
            reason.append(" ± ").append(fixed(chosen.deviation(), 2)).append(" from ").append(fixed(chosen.trials(), 1))
                    .append(" outcomes");
        } else {
            reason.append(" as registered");
        }
        reason.append(", ").append(fixed(chosen.busy(), 1)).append(" of ").append(chosen.agent().maxConcurrent()).append(" places taken");
        if (best.stream().anyMatch(other -> tried(chosen, other))) {
            reason.append("; tried because less is known of it than of those with a higher score");
        }
        if (chosen.full()) {
            reason.append("; every able agent is full, so the step waits for a place");
        }
        return reason.toString();
    }

    /** Why an agent was not chosen. */
    static String lost(Standing lost, Standing chosen, String by) {
        if (lost.full() && !chosen.full()) {
            return "all its places are taken";
        }
        if (by.startsWith("rule:")) {
            return by + " names " + chosen.name();
        }
        if (tried(chosen, lost)) {
            return "higher score, but less is known of " + chosen.name();
        }
        return lost.bound() == chosen.bound() ? "equal score, lost the draw" : "lower score";
    }

    private static boolean tried(Standing chosen, Standing other) {
        return other.score() > chosen.score() && other.overload() <= chosen.overload();
    }

    /**
     * Why a description was chosen.
     *
     * @param matches the best ones; the first was chosen
     * @param words that it shares with the step
     */
    static String described(Step step, List<Match> matches, double confidence, List<String> words) {
        String reason = (confidence < SURE ? "unsure: " : "") + "no agent lists " + step.type() + " and can take it; the description of "
                + matches.getFirst().entry().agent().name() + " shares "
                + String.join(", ", words.subList(0, Math.min(WORDS, words.size())));
        return matches.size() == 1
                ? reason + ", no other shares a word"
                : reason + ", ahead of " + matches.get(1).entry().agent().name() + " by " + fixed(100 * confidence, 0) + " %";
    }

    /** As {@code String.format} would, which takes longer than all the rest of an assignment. */
    private static String fixed(double value, int digits) {
        if (digits == 0) {
            return Long.toString(Math.round(value));
        }
        long unit = digits == 1 ? 10 : 100;
        long scaled = Math.round(value * unit);
        return scaled / unit + (digits == 2 && scaled % unit < 10 ? ".0" : ".") + scaled % unit;
    }
}
