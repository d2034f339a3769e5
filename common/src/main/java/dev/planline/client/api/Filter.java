package dev.planline.client.api;

import dev.planline.model.Operator;
import dev.planline.model.TrajectoryOutcome;
import java.time.Instant;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which trajectories are meant: all that meet every condition. Each method gives a filter with one condition more, for example
 * {@code Filter.ALL.agent("builder").minScore(0.8)}.
 *
 * @param parameters of the API, by name
 */
public record Filter(Map<String, String> parameters) {

    /** All trajectories. */
    public static final Filter ALL = new Filter(Map.of());

    public Filter {
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    }

    /** Of this agent. */
    public Filter agent(String name) {
        return with("agent", name);
    }

    /** Of this task. */
    public Filter task(String taskId) {
        return with("task", taskId);
    }

    /** Of this generation or a later one. */
    public Filter minGeneration(int generation) {
        return with("minGeneration", String.valueOf(generation));
    }

    /** Of this generation or an earlier one. */
    public Filter maxGeneration(int generation) {
        return with("maxGeneration", String.valueOf(generation));
    }

    /** Scored so high or higher, in 0..1. */
    public Filter minScore(double score) {
        return with("minScore", String.valueOf(score));
    }

    /** Scored so high or lower, in 0..1. */
    public Filter maxScore(double score) {
        return with("maxScore", String.valueOf(score));
    }

    /** Made in this way. */
    public Filter operator(Operator operator) {
        return with("operator", operator.name().toLowerCase(Locale.ROOT));
    }

    /** That ended so. */
    public Filter outcome(TrajectoryOutcome outcome) {
        return with("outcome", outcome.name().toLowerCase(Locale.ROOT));
    }

    /** With this direct parent. */
    public Filter parent(String trajectoryId) {
        return with("parent", trajectoryId);
    }

    /** Made at this time or later. */
    public Filter since(Instant time) {
        return with("since", time.toString());
    }

    /** Made before this time. */
    public Filter until(Instant time) {
        return with("until", time.toString());
    }

    /** With all these words in goal, strategy, insights or failures, in any case. */
    public Filter text(String words) {
        return with("text", words);
    }

    /** The parameters, and one more. */
    Filter with(String name, String value) {
        var more = new TreeMap<>(parameters);
        more.put(name, value);
        return new Filter(more);
    }
}
