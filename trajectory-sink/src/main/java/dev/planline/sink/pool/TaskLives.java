package dev.planline.sink.pool;

import dev.planline.sink.store.Place;
import dev.planline.sink.store.Quota;
import dev.planline.sink.store.Sql;
import dev.planline.sink.store.Store;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What has happened to each task. */
public final class TaskLives {

    private static final JsonMapper JSON = new JsonMapper();

    private final Store store;

    /** The lives in this store. */
    public TaskLives(Store store) {
        this.store = store;
    }

    /**
     * Something that happened to a task.
     *
     * @param stage short name of the topic that says so, for example {@code plans}
     * @param time of the message
     * @param outcome accepted, rejected, abandoned or deadLetter; null on the way
     * @param detail what the message says, in short
     */
    public record Event(String stage, Instant time, @Nullable Integer revision, @Nullable Integer round, @Nullable String outcome,
            int partition, long offset, JsonNode detail) {}

    /**
     * The life of a task.
     *
     * @param status open, validated, abandoned or deadLettered
     * @param events in the order of time
     */
    public record Life(String taskId, String status, List<Event> events, List<String> trajectories) {}

    /** The life of a task; empty if nothing is known of it. */
    public Optional<Life> get(String taskId) {
        return store.read(connection -> {
            List<Event> events = Sql.all(connection,
                    "SELECT topic, at, revision, round, outcome, place, detail FROM task_events WHERE task_id = ? ORDER BY at, coalesce(revision, 0), coalesce(round, 0), "
                            + "CASE topic WHEN 'tasks' THEN 0 WHEN 'plans' THEN 1 WHEN 'routes' THEN 2 WHEN 'rejected' THEN 3 ELSE 4 END, place",
                    TaskLives::event, taskId);
            List<String> trajectories = Sql.all(connection,
                    "SELECT trajectory_id FROM live WHERE task_id = ? ORDER BY created_at, trajectory_id",
                    row -> Quota.charged(row.getString(1)), taskId);
            return events.isEmpty() && trajectories.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Life(taskId, status(events), events, trajectories));
        });
    }

    /**
     * A page of the tasks that were begun, newest first, each with how it ended.
     *
     * @param cursor where it begins; null for the start
     */
    public Page<Summary> list(int limit, @Nullable String cursor) {
        Where where = new Where().and("topic = 'tasks'");
        if (cursor != null) {
            Cursor after = Cursor.parse(cursor);
            where.and("(at, place) < (?, ?)", after.at(), after.place());
        }
        record Row(Summary summary, Cursor cursor) {}
        List<Row> rows = store.read(connection -> Sql.all(connection,
                "SELECT task_id, at, detail, (SELECT outcome FROM task_events AS last WHERE last.task_id = task_events.task_id AND last.outcome IN ('accepted', 'abandoned', 'deadLetter') ORDER BY last.outcome LIMIT 1), place"
                        + " FROM task_events" + where.sql() + " ORDER BY at DESC, place DESC LIMIT ?",
                row -> new Row(new Summary(Quota.charged(row.getString(1)), Instant.ofEpochMilli(row.getLong(2)),
                        Quota.charged(JSON.readTree(row.getString(3)).path("goal").asString("")), status(row.getString(4))),
                        new Cursor(row.getLong(2), row.getLong(5))),
                where.arguments(limit + 1)));
        boolean more = rows.size() > limit;
        List<Row> shown = more ? rows.subList(0, limit) : rows;
        return new Page<>(shown.stream().map(Row::summary).toList(), more ? shown.getLast().cursor().toString() : null);
    }

    /** A task in a list. */
    public record Summary(String taskId, Instant submittedAt, String goal, String status) {}

    /** A dead letter that was redriven is not the end; in the order of their names it comes after the ends that are. */
    private static String status(List<Event> events) {
        return events.stream().map(Event::outcome).filter(outcome -> !status(outcome).equals("open")).min(Comparator.naturalOrder())
                .map(TaskLives::status).orElse("open");
    }

    private static String status(@Nullable String outcome) {
        return switch (outcome) {
            case "accepted" -> "validated";
            case "abandoned" -> "abandoned";
            case "deadLetter" -> "deadLettered";
            case null, default -> "open";
        };
    }

    private static Event event(ResultSet row) throws SQLException {
        return new Event(row.getString(1), Instant.ofEpochMilli(row.getLong(2)), integer(row, 3), integer(row, 4), row.getString(5),
                Place.partition(row.getLong(6)), Place.offset(row.getLong(6)), JSON.readTree(Quota.charged(row.getString(7))));
    }

    private static @Nullable Integer integer(ResultSet row, int column) throws SQLException {
        int value = row.getInt(column);
        return row.wasNull() ? null : value;
    }
}
