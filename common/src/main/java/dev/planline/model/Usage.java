package dev.planline.model;

import org.jspecify.annotations.Nullable;

/**
 * What planning has used of a model.
 *
 * @param model the one asked last
 * @param calls requests that were sent, those that failed included
 * @param tokensIn tokens of the requests, as the endpoint counts them
 * @param tokensOut tokens of the replies, as the endpoint counts them
 * @param costUsd in US dollars, by the prices that are set; 0 if none are
 */
public record Usage(String model, int calls, long tokensIn, long tokensOut, double costUsd) {

    public Usage {
        Check.name("model", model);
        Check.atLeast("calls", calls, 0);
        Check.count("tokensIn", tokensIn);
        Check.count("tokensOut", tokensOut);
        Check.amount("costUsd", costUsd);
    }

    /** Both together, where either may be nothing. */
    public static @Nullable Usage sum(@Nullable Usage first, @Nullable Usage second) {
        if (first == null || second == null) {
            return first == null ? second : first;
        }
        return new Usage(second.model, (int) Math.min(Integer.MAX_VALUE, (long) first.calls + second.calls),
                Math.min(Bounds.COUNT, first.tokensIn + second.tokensIn),
                Math.min(Bounds.COUNT, first.tokensOut + second.tokensOut),
                Math.min(Bounds.AMOUNT, first.costUsd + second.costUsd));
    }
}
