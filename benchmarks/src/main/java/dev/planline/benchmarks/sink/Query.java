package dev.planline.benchmarks.sink;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What agents and people ask the pool while it is filled. */
enum Query {

    /** One by its id. */
    BY_ID(30) {
        @Override
        String path(int number) {
            return "trajectories/" + Numbered.id(number);
        }

        @Override
        Stream<JsonNode> shown(JsonNode answer) {
            return Stream.of(answer);
        }
    },

    /** What was done for a task. */
    OF_TASK(15) {
        @Override
        String path(int number) {
            return "trajectories?task=" + Numbered.task(number);
        }
    },

    /** The latest of all. */
    LATEST(15) {
        @Override
        String path(int number) {
            return "trajectories?limit=20";
        }
    },

    /** The best of an agent. */
    BEST_OF_AGENT(15) {
        @Override
        String path(int number) {
            return "trajectories/best?limit=10&outcome=success&agent=" + Numbered.agent(number);
        }
    },

    /** Where one comes from and what came of it. */
    LINEAGE(10) {
        @Override
        String path(int number) {
            return "trajectories/" + Numbered.id(number) + "/lineage";
        }

        @Override
        boolean right(JsonNode answer, int number) {
            List<String> ancestors = answer.path("ancestors").values().stream().map(JsonNode::asString).toList();
            return ancestors.equals(Numbered.ancestors(number));
        }
    },

    /** Whom to make the next attempt at a task from. */
    PARENTS_OF_TASK(5) {
        @Override
        String path(int number) {
            return "trajectories/parents?n=2&seed=1&task=" + Numbered.task(number);
        }

        @Override
        Stream<JsonNode> shown(JsonNode answer) {
            return answer.path("items").values().stream().map(item -> item.path("trajectory"));
        }
    },

    /** What is unlike each other of what succeeded at a task. */
    DIVERSE_OF_TASK(5) {
        @Override
        String path(int number) {
            return "trajectories/diverse?limit=3&task=" + Numbered.task(number);
        }

        @Override
        Stream<JsonNode> shown(JsonNode answer) {
            return answer.path("items").values().stream().map(item -> item.path("trajectory"));
        }
    },

    /** How a task stands. */
    STATISTICS_OF_TASK(5) {
        @Override
        String path(int number) {
            return "trajectories/stats?task=" + Numbered.task(number);
        }

        @Override
        boolean right(JsonNode answer, int number) {
            int total = answer.path("total").asInt();
            return total >= 1 && total <= Numbered.PER_TASK;
        }
    };

    private static final int ALL = Stream.of(values()).mapToInt(query -> query.share).sum();

    private final int share;

    Query(int share) {
        this.share = share;
    }

    /** One of them, as often as its share says. */
    static Query any(RandomGenerator random) {
        int left = random.nextInt(ALL);
        for (Query query : values()) {
            left -= query.share;
            if (left < 0) {
                return query;
            }
        }
        throw new IllegalStateException("BUG: more than all");
    }

    /** Asked about the trajectory of this number, which is in the pool. */
    abstract String path(int number);

    /** The trajectories of the answer. */
    Stream<JsonNode> shown(JsonNode answer) {
        return answer.path("items").values().stream();
    }

    /** Whether an answer is there, and each trajectory in it is whole. */
    boolean right(JsonNode answer, int number) {
        List<JsonNode> shown = shown(answer).toList();
        boolean mayBeNone = this == DIVERSE_OF_TASK; // nothing need have succeeded
        return (mayBeNone || !shown.isEmpty()) && shown.stream().allMatch(Numbered::whole);
    }
}
