package dev.planline.sink.store;

import dev.planline.model.Agent;
import dev.planline.model.ReplayPriority;
import dev.planline.model.RoutingRule;
import dev.planline.model.StageControl;
import dev.planline.wire.Codec;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Turns records of the log into rows. The rows are a pure function of the records: a record that was folded before changes
 * nothing, and the order in which partitions are read does not matter.
 */
final class Fold {

    private final Codec codec = new Codec();
    private final TaskEvents events = new TaskEvents(codec);
    private final Dialect dialect;
    private final int capPerAgent;

    Fold(Dialect dialect, int capPerAgent) {
        this.dialect = dialect;
        this.capPerAgent = capPerAgent;
    }

    int capPerAgent() {
        return capPerAgent;
    }

    /** Folds all batches of the source, then evicts what an agent has more than its cap. */
    void apply(Connection connection, FoldBatch.Source batches) throws SQLException {
        var lastOfAgent = new TreeMap<String, Long>();
        for (FoldBatch batch = batches.next(); batch != null; batch = batches.next()) {
            apply(connection, batch, lastOfAgent);
        }
        if (capPerAgent > 0) {
            evict(connection, lastOfAgent);
        }
    }

    private void apply(Connection connection, FoldBatch batch, Map<String, Long> lastOfAgent) throws SQLException {
        var trajectories = new ArrayList<TrajectoryRow>();
        var lives = new ArrayList<LogEntry>();
        var priorities = new ArrayList<LogEntry>();
        for (FoldBatch.Change change : advance(connection, batch)) {
            switch (change) {
                case FoldBatch.Change.Row(_, TrajectoryRow row) -> trajectories.add(row);
                case FoldBatch.Change.Entry(_, LogEntry entry) -> {
                    switch (entry.value()) {
                        case Agent agent -> register(connection, entry.topic(), agent.name(), agent);
                        case RoutingRule rule -> register(connection, entry.topic(), rule.ruleId(), rule);
                        case StageControl control -> register(connection, entry.topic(), control.stage(), control);
                        case ReplayPriority _ -> priorities.add(entry);
                        case null -> {
                            if (entry.topic().endsWith(LogEntry.DEAD_LETTERS)) {
                                lives.add(entry);
                            } else {
                                Sql.update(connection, "DELETE FROM registry WHERE kind = ? AND name = ?", entry.topic(), entry.key());
                            }
                        }
                        default -> lives.add(entry);
                    }
                }
            }
        }
        new TrajectoryRows(connection).add(trajectories);
        events.add(connection, lives);
        prioritize(connection, priorities);
        trajectories.forEach(row -> lastOfAgent.put(row.agent(), row.place()));
    }

    /**
     * Moves the offsets past the batch; what of it was not folded before. The rows of the offsets stay locked until the end of
     * the transaction, so of two replicas that hold the same partition for a moment one folds a record and the other gives up.
     */
    private static List<FoldBatch.Change> advance(Connection connection, FoldBatch batch) throws SQLException {
        Map<Position, Long> before = offsets(connection);
        var after = new HashMap<>(before);
        var fresh = new ArrayList<FoldBatch.Change>();
        for (FoldBatch.Run run : batch.runs()) {
            long next = after.getOrDefault(run.position(), 0L);
            for (FoldBatch.Change change : run.changes()) {
                if (change.offset() >= next) {
                    fresh.add(change);
                    next = change.offset() + 1;
                }
            }
            after.put(run.position(), next);
        }
        batch.next().forEach((position, offset) -> after.merge(position, offset, Math::max));
        for (var moved : new TreeMap<>(after).entrySet()) {
            Position position = moved.getKey();
            Long from = before.get(position);
            if (moved.getValue().equals(from)) {
                continue;
            }
            int touched = from == null
                    ? Sql.update(connection, "INSERT INTO offsets VALUES (?, ?, ?) ON CONFLICT DO NOTHING", position.topic(),
                            position.partition(), moved.getValue())
                    : Sql.update(connection, "UPDATE offsets SET next_offset = ? WHERE topic = ? AND partition = ? AND next_offset = ?",
                            moved.getValue(), position.topic(), position.partition(), from);
            if (touched == 0) {
                throw new SQLException("another replica folds " + position.topic() + "/" + position.partition() + " too");
            }
        }
        return fresh;
    }

    static Map<Position, Long> offsets(Connection connection) throws SQLException {
        var offsets = new HashMap<Position, Long>();
        Sql.each(connection, "SELECT topic, partition, next_offset FROM offsets",
                row -> offsets.put(new Position(row.getString(1), row.getInt(2)), row.getLong(3)));
        return offsets;
    }

    private void register(Connection connection, String kind, String name, Record value) throws SQLException {
        Sql.update(connection, "INSERT INTO registry VALUES (?, ?, ?) ON CONFLICT (kind, name) DO UPDATE SET json = excluded.json", kind,
                name, codec.toJson(value));
    }

    private static void prioritize(Connection connection, List<LogEntry> entries) throws SQLException {
        try (var rows = new Batch(connection, "INSERT INTO priorities VALUES (?, ?, ?, ?, ?)")) {
            for (LogEntry entry : entries) {
                if (entry.value() instanceof ReplayPriority priority) {
                    rows.add(entry.place(), priority.table(), priority.trajectoryId(), priority.priority(),
                            entry.at().toEpochMilli());
                }
            }
            var _ = rows.run();
        }
    }

    private void evict(Connection connection, Map<String, Long> lastOfAgent) throws SQLException {
        dialect.lockAgents(connection, List.copyOf(lastOfAgent.keySet()));
        for (var agent : lastOfAgent.entrySet()) {
            Retention.apply(connection, agent.getKey(), capPerAgent, agent.getValue());
        }
    }
}
