package dev.planline.sink.api;

import dev.planline.sink.pool.TrajectoryPool;
import dev.planline.sink.pool.selection.ParentRule;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The routes that choose trajectories to evolve. */
final class EvolutionRoutes {

    private final TrajectoryPool pool;
    private final RandomGenerator seeds;

    /** @param seeds for draws that name none */
    EvolutionRoutes(TrajectoryPool pool, RandomGenerator seeds) {
        this.pool = pool;
        this.seeds = seeds;
    }

    Reply parents(Request request) {
        String rule = request.text("rule");
        @Nullable Double alpha = request.optional("alpha", Request::decimal, "a number");
        int count = request.number("n", 1, 1, TrajectoryPool.PAGE_LIMIT);
        Boolean distinct = request.optional("distinct", EvolutionRoutes::flag, "true or false");
        Long seed = request.optional("seed", Long::valueOf, "a whole number");
        return Reply.json(pool.parents(Api.filter(request), ParentRule.of(rule == null ? "dgm" : rule, alpha), count,
                distinct != null && distinct, seed == null ? seeds.nextLong(Long.MAX_VALUE) : seed));
    }

    Reply diverse(Request request) {
        int limit = Api.limit(request, 5);
        return Reply.json(pool.diverse(Api.filter(request), limit));
    }

    Reply pairs(Request request) {
        int limit = Api.limit(request, 5);
        return Reply.json(pool.diversePairs(Api.filter(request), limit));
    }

    private static boolean flag(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }
}
