package dev.planline.sink.store;

import dev.planline.model.Agent;
import dev.planline.model.ReplayPriority;
import dev.planline.model.RoutingRule;
import dev.planline.model.StageControl;
import dev.planline.model.Trajectory;
import dev.planline.wire.Codec;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Turns records of the log into rows. The rows are a pure function of the records: a record that was folded before changes
 * nothing, and the order in which partitions are read does not matter.
 */
final class Fold {

    private static final String INSERT_TRAJECTORY = """
            INSERT INTO trajectories (trajectory_id, task_id, agent, generation, operator, outcome, score, goal, signature, search,
                                      cost_usd, duration, created_at, log_partition, log_offset, json)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (trajectory_id) DO UPDATE SET
                task_id = excluded.task_id, agent = excluded.agent, generation = excluded.generation, operator = excluded.operator,
                outcome = excluded.outcome, score = excluded.score, goal = excluded.goal, signature = excluded.signature,
                search = excluded.search, cost_usd = excluded.cost_usd, duration = excluded.duration,
                created_at = excluded.created_at, log_partition = excluded.log_partition, log_offset = excluded.log_offset,
                json = excluded.json
            WHERE (excluded.log_partition, excluded.log_offset) < (trajectories.log_partition, trajectories.log_offset)
            """;

    private final Codec codec = new Codec();
    private final TaskEvents events = new TaskEvents(codec);
    private final int capPerAgent;

    Fold(int capPerAgent) {
        this.capPerAgent = capPerAgent;
    }

    void apply(Connection connection, Collection<LogEntry> batch, Map<Position, Long> next) throws SQLException {
        Map<Position, Long> offsets = offsets(connection);
        Set<String> touched = new TreeSet<>();
        for (LogEntry entry : batch) {
            var position = new Position(entry.topic(), entry.partition());
            if (entry.offset() >= offsets.getOrDefault(position, 0L)) {
                apply(connection, entry, touched);
                offsets.put(position, entry.offset() + 1);
            }
        }
        next.forEach((position, offset) -> offsets.merge(position, offset, Math::max));
        for (var offset : offsets.entrySet()) {
            Sql.update(connection, "INSERT INTO offsets VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET next_offset = excluded.next_offset",
                    offset.getKey().topic(), offset.getKey().partition(), offset.getValue());
        }
        if (capPerAgent > 0) {
            for (String agent : touched) {
                Retention.apply(connection, agent, capPerAgent);
            }
        }
    }

    private static Map<Position, Long> offsets(Connection connection) throws SQLException {
        var offsets = new HashMap<Position, Long>();
        Sql.all(connection, "SELECT topic, partition, next_offset FROM offsets",
                row -> offsets.put(new Position(row.getString(1), row.getInt(2)), row.getLong(3)));
        return offsets;
    }

    private void apply(Connection connection, LogEntry entry, Set<String> touched) throws SQLException {
        if (entry.topic().endsWith(LogEntry.DEAD_LETTERS)) {
            events.add(connection, entry);
            return;
        }
        switch (entry.value()) {
            case Trajectory trajectory -> {
                add(connection, entry, trajectory);
                touched.add(trajectory.agent());
            }
            case Agent agent -> register(connection, entry.topic(), agent.name(), agent);
            case RoutingRule rule -> register(connection, entry.topic(), rule.ruleId(), rule);
            case StageControl control -> register(connection, entry.topic(), control.stage(), control);
            case ReplayPriority priority -> Sql.update(connection,
                    "INSERT INTO priorities VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET priority = excluded.priority",
                    priority.table(), priority.trajectoryId(), priority.priority());
            case null -> Sql.update(connection, "DELETE FROM registry WHERE kind = ? AND name = ?", entry.topic(), entry.key());
            default -> events.add(connection, entry);
        }
    }

    private void register(Connection connection, String kind, String name, Record value) throws SQLException {
        Sql.update(connection, "INSERT INTO registry VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET json = excluded.json", kind, name,
                codec.toJson(value));
    }

    private void add(Connection connection, LogEntry entry, Trajectory trajectory) throws SQLException {
        long createdAt = (trajectory.createdAt() == null ? entry.at() : trajectory.createdAt()).toEpochMilli();
        int changed = Sql.update(connection, INSERT_TRAJECTORY,
                trajectory.trajectoryId(), trajectory.taskId(), trajectory.agent(), trajectory.generation(), lower(trajectory.operator()),
                lower(trajectory.outcome()),
                trajectory.score(), trajectory.goal(), signature(trajectory), search(trajectory), trajectory.costUsd(),
                trajectory.durationSeconds(),
                createdAt, entry.partition(), entry.offset(), codec.toJson(trajectory));
        if (changed == 0) {
            return;
        }
        Sql.update(connection, "DELETE FROM parents WHERE trajectory_id = ?", trajectory.trajectoryId());
        for (String parent : Set.copyOf(trajectory.parents())) {
            Sql.update(connection, "INSERT INTO parents VALUES (?, ?)", trajectory.trajectoryId(), parent);
        }
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** What a trajectory did, roughly: its way of reasoning and its tools. Trajectories with different ones are diverse. */
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
