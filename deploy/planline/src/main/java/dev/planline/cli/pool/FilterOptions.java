package dev.planline.cli.pool;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that select trajectories; the API checks them. */
final class FilterOptions {

    @Option(names = "--agent", paramLabel = "NAME", description = "Of this agent.")
    private @Nullable String agent;

    @Option(names = "--task", paramLabel = "ID", description = "Of this task.")
    private @Nullable String task;

    @Option(names = "--outcome", paramLabel = "OUTCOME", description = "success, partial, failure or unknown.")
    private @Nullable String outcome;

    @Option(names = "--operator", paramLabel = "OPERATOR", description = "baseline, revision, recombination or refinement.")
    private @Nullable String operator;

    @Option(names = "--parent", paramLabel = "ID", description = "With this direct parent.")
    private @Nullable String parent;

    @Option(names = "--min-score", paramLabel = "SCORE", description = "Scored so high or higher, in 0..1.")
    private @Nullable String minScore;

    @Option(names = "--max-score", paramLabel = "SCORE", description = "Scored so high or lower, in 0..1.")
    private @Nullable String maxScore;

    @Option(names = "--min-generation", paramLabel = "N", description = "Of this generation or a later one.")
    private @Nullable String minGeneration;

    @Option(names = "--max-generation", paramLabel = "N", description = "Of this generation or an earlier one.")
    private @Nullable String maxGeneration;

    @Option(names = "--since", paramLabel = "TIME", description = "Made at this time or later, as 2026-11-01T00:00:00Z.")
    private @Nullable String since;

    @Option(names = "--until", paramLabel = "TIME", description = "Made before this time.")
    private @Nullable String until;

    @Option(names = "--text", paramLabel = "WORDS", description = "With all these words in goal, strategy, insights or failures.")
    private @Nullable String text;

    /** As parameters of the API. */
    Map<String, String> query() {
        var query = new LinkedHashMap<String, String>();
        put(query, "agent", agent);
        put(query, "task", task);
        put(query, "outcome", outcome);
        put(query, "operator", operator);
        put(query, "parent", parent);
        put(query, "minScore", minScore);
        put(query, "maxScore", maxScore);
        put(query, "minGeneration", minGeneration);
        put(query, "maxGeneration", maxGeneration);
        put(query, "since", since);
        put(query, "until", until);
        put(query, "text", text);
        return query;
    }

    private static void put(Map<String, String> query, String name, @Nullable String value) {
        if (value != null) {
            query.put(name, value);
        }
    }
}
