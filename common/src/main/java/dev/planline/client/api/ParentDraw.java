package dev.planline.client.api;

import org.jspecify.annotations.Nullable;

/**
 * How parents are drawn.
 *
 * @param rule dgm, shinka, powerLaw, best or uniform
 * @param alpha how steeply chances fall with the rank, for powerLaw only; null for 1
 * @param count draws, 1..1000
 * @param distinct whether none may come twice
 * @param seed by which the draw falls; null for a new one, which the reply names
 */
public record ParentDraw(String rule, @Nullable Double alpha, int count, boolean distinct, @Nullable Long seed) {

    /** So many by a rule, which may come twice, by a new seed. */
    public static ParentDraw by(String rule, int count) {
        return new ParentDraw(rule, null, count, /* distinct= */ false, null);
    }

    /** The same, but none twice. */
    public ParentDraw withoutRepetition() {
        return new ParentDraw(rule, alpha, count, /* distinct= */ true, seed);
    }

    /** The same, by this seed. */
    public ParentDraw seed(long given) {
        return new ParentDraw(rule, alpha, count, distinct, given);
    }

    Filter addTo(Filter filter) {
        Filter query = filter.with("rule", rule).with("n", String.valueOf(count)).with("distinct", String.valueOf(distinct));
        query = alpha == null ? query : query.with("alpha", String.valueOf(alpha));
        return seed == null ? query : query.with("seed", String.valueOf(seed));
    }
}
