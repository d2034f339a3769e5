package dev.planline.sink.store;

import dev.planline.model.Trajectory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A trajectory of the log as its row, made before the transaction that writes it begins. */
final class TrajectoryRow {

    private final long place;
    private final String id;
    private final String agent;
    private final List<String> insights;
    private final List<String> failures;
    private final Set<String> parents;
    private final byte[] digest;
    private final String search;
    private final byte[] payload;
    private final @Nullable Object[] columns;

    TrajectoryRow(LogEntry entry, Trajectory trajectory, Payload payload) {
        place = entry.place();
        id = trajectory.trajectoryId();
        agent = trajectory.agent();
        insights = trajectory.keyInsights();
        failures = trajectory.failureReasons();
        parents = new TreeSet<>(trajectory.parents());
        digest = payload.digest();
        search = search(trajectory);
        this.payload = payload.packed();
        long datedAt = trajectory.createdAt() == null ? 0 : trajectory.createdAt().toEpochMilli();
        columns = new @Nullable Object[] {place, id, trajectory.taskId(), agent, trajectory.generation(),
            lower(trajectory.operator()), lower(trajectory.outcome()), trajectory.score(), trajectory.policyVersion(),
            trajectory.steps().size(), signature(trajectory), trajectory.costUsd(), trajectory.durationSeconds(),
            trajectory.createdAt() == null ? entry.at().toEpochMilli() : datedAt, datedAt, entry.at().toEpochMilli(), digest};
    }

    long place() {
        return place;
    }

    String id() {
        return id;
    }

    String agent() {
        return agent;
    }

    List<String> insights() {
        return insights;
    }

    List<String> failures() {
        return failures;
    }

    Set<String> parents() {
        return parents;
    }

    /** The text that a search looks at, in lower case. */
    String search() {
        return search;
    }

    /** The payload as it is kept. */
    byte[] payload() {
        return payload;
    }

    boolean hasDigest(byte[] other) {
        return Arrays.equals(digest, other);
    }

    /** What is one thing for the cap of an agent: the same content under the same id, however often it was logged. */
    static String item(String id, byte[] digest) {
        return id + "|" + HexFormat.of().formatHex(digest);
    }

    /** The columns of the table of trajectories, in their order. */
    @Nullable Object[] columns(boolean superseded, boolean evicted) {
        @Nullable Object[] all = Arrays.copyOf(columns, columns.length + 2);
        all[columns.length] = superseded ? 1 : 0;
        all[columns.length + 1] = evicted ? 1 : 0;
        return all;
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** What it did, roughly: its way of reasoning and its tools. */
    private static String signature(Trajectory trajectory) {
        return trajectory.reasoningPattern() + "|" + String.join(",", new TreeSet<>(trajectory.toolsUsed()));
    }

    private static String search(Trajectory trajectory) {
        List<@Nullable String> texts = new ArrayList<>();
        texts.add(trajectory.goal());
        texts.add(trajectory.strategyDescription());
        texts.addAll(trajectory.keyInsights());
        texts.addAll(trajectory.failureReasons());
        texts.add(trajectory.failureRationale());
        return String.join("\n", texts.stream().filter(text -> text != null && !text.isEmpty()).toList()).toLowerCase(Locale.ROOT);
    }
}
