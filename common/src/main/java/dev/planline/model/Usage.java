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
        Check.atLeast("tokensIn", tokensIn, 0);
        Check.atLeast("tokensOut", tokensOut, 0);
        Check.amount("costUsd", costUsd);
    }

    /** Both together, where either may be nothing. */
    public static @Nullable Usage sum(@Nullable Usage first, @Nullable Usage second) {
        if (first == null || second == null) {
            return first == null ? second : first;
        }
        return new Usage(second.model, first.calls + second.calls, first.tokensIn + second.tokensIn, first.tokensOut + second.tokensOut,
                first.costUsd + second.costUsd);
    }
}
