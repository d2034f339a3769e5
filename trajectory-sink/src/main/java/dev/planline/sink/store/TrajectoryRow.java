package dev.planline.sink.store;

import dev.planline.model.Trajectory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A trajectory of the log as the columns of its row. */
final class TrajectoryRow {

    private final long place;
    private final Trajectory trajectory;
    private final Payload payload;
    private final byte[] digest;
    private final long loggedAt;

    TrajectoryRow(LogEntry entry, Trajectory trajectory, Payload payload) {
        this.place = Place.of(entry.partition(), entry.offset());
        this.trajectory = trajectory;
        this.payload = payload;
        this.digest = payload.digest();
        this.loggedAt = entry.at().toEpochMilli();
    }

    long place() {
        return place;
    }

    Trajectory trajectory() {
        return trajectory;
    }

    String id() {
        return trajectory.trajectoryId();
    }

    Payload payload() {
        return payload;
    }

    boolean hasDigest(byte[] other) {
        return Arrays.equals(digest, other);
    }

    /** What is one thing for the cap of an agent: the same content under the same id, however often it was logged. */
    String item() {
        return item(id(), digest);
    }

    static String item(String id, byte[] digest) {
        return id + "|" + HexFormat.of().formatHex(digest);
    }

    /** The columns of the table of trajectories, in their order. */
    @Nullable Object[] columns(boolean superseded, boolean evicted) {
        long datedAt = trajectory.createdAt() == null ? 0 : trajectory.createdAt().toEpochMilli();
        return new @Nullable Object[] {place, id(), trajectory.taskId(), trajectory.agent(), trajectory.generation(),
            lower(trajectory.operator()), lower(trajectory.outcome()), trajectory.score(), trajectory.policyVersion(),
            trajectory.steps().size(), signature(), trajectory.costUsd(), trajectory.durationSeconds(),
            trajectory.createdAt() == null ? loggedAt : datedAt, datedAt, digest, superseded ? 1 : 0, evicted ? 1 : 0};
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** What it did, roughly: its way of reasoning and its tools. */
    private String signature() {
        return trajectory.reasoningPattern() + "|" + String.join(",", new TreeSet<>(trajectory.toolsUsed()));
    }

    /** The text that a search looks at, in lower case. */
    String search() {
        List<@Nullable String> texts = new ArrayList<>();
        texts.add(trajectory.goal());
        texts.add(trajectory.strategyDescription());
        texts.addAll(trajectory.keyInsights());
        texts.addAll(trajectory.failureReasons());
        texts.add(trajectory.failureRationale());
        return String.join("\n", texts.stream().filter(text -> text != null && !text.isEmpty()).toList()).toLowerCase(Locale.ROOT);
    }
}
