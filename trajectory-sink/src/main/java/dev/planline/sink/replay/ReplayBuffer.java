package dev.planline.sink.replay;

import dev.planline.model.InvalidField;
import dev.planline.model.Trajectory;
import dev.planline.sink.store.Payload;
import dev.planline.sink.store.Sql;
import dev.planline.sink.store.Store;
import dev.planline.text.Names;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Named tables to sample trajectories from.
 *
 * <p>A sample is a function of the table's policy, the seed and what was folded: rows are taken in the order of the log from
 * one consistent state, whose offsets the sample names, and a generator of a named algorithm draws from them. The same seed
 * at the same offsets gives the same items. How often an item was sampled is only counted since this process began.
 */
public final class ReplayBuffer {

    /** Most items of a sample. */
    public static final int SAMPLE_LIMIT = 10_000;

    private static final double FIRST_PRIORITY = 1.0;

    private final Store store;
    private final Map<String, ReplayTable> tables = new LinkedHashMap<>();
    private final Map<String, AtomicInteger> sampled = new ConcurrentHashMap<>();

    /** The tables over this store. */
    public ReplayBuffer(Store store, Collection<ReplayTable> tables) {
        this.store = store;
        tables.forEach(table -> this.tables.put(table.name(), table));
    }

    /**
     * What was drawn.
     *
     * @param offsets next offsets of the trajectories and priorities that it was drawn from, by partition
     */
    public record Sample(String table, long seed, Map<String, Long> offsets, List<Item> items) {}

    /**
     * One draw.
     *
     * @param timesSampled how often it was drawn from this table, this time included, since this process began
     */
    public record Item(String trajectoryId, double probability, double weight, int timesSampled, Trajectory trajectory) {}

    /** A table and how many trajectories are in it. */
    public record Size(ReplayTable table, int size) {}

    private record Row(String id, double priority) {}

    /** All tables. */
    public List<Size> tables() {
        int size = store.read(connection -> Sql.all(connection, "SELECT count(*) FROM live", row -> row.getInt(1))).getFirst();
        return tables.values().stream().map(table -> new Size(table, Math.min(size, table.maxSize()))).toList();
    }

    /**
     * Draws from a table.
     *
     * @param count draws; a uniform table gives fewer if it holds fewer
     * @throws InvalidField if there is no such table, or the count is out of range
     */
    public Sample sample(String table, int count, long seed) {
        ReplayTable policy = require(table);
        if (count < 1 || count > SAMPLE_LIMIT) {
            throw new InvalidField("n", "is " + count + "; must lie in 1.." + SAMPLE_LIMIT);
        }
        return store.read(connection -> {
            List<Row> rows = rows(connection, policy);
            RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            List<Draw.Hit> hits = switch (policy.sampler()) {
                case UNIFORM -> Draw.uniform(rows.size(), count, random);
                case PRIORITIZED -> Draw.proportional(rows.stream().mapToDouble(row -> Math.pow(row.priority(), policy.alpha())).toArray(),
                        policy.beta(), count, random);
            };
            var items = new ArrayList<Item>();
            for (Draw.Hit hit : hits) {
                String id = rows.get(hit.position()).id();
                int times = sampled.computeIfAbsent(table + "\n" + id, key -> new AtomicInteger()).incrementAndGet();
                items.add(new Item(id, hit.probability(), hit.weight(), times, trajectory(connection, id)));
            }
            return new Sample(table, seed, offsets(connection), items);
        });
    }

    /** The policy of a table. */
    public ReplayTable require(String table) {
        ReplayTable policy = tables.get(table);
        if (policy == null) {
            throw new InvalidField("table", "there is no table \"" + table + "\"; there are " + String.join(", ", tables.keySet())
                    + Names.didYouMean(table, tables.keySet()));
        }
        return policy;
    }

    /** The latest on the log, up to the size of the table, oldest first. */
    private static List<Row> rows(Connection connection, ReplayTable policy) throws SQLException {
        return Sql.all(connection, """
                SELECT latest.trajectory_id, coalesce((
                    SELECT priority FROM priorities
                    WHERE priorities.trajectory_id = latest.trajectory_id AND replay_table = ? ORDER BY priorities.place DESC LIMIT 1), ?)
                FROM (SELECT trajectory_id, created_at, place FROM live ORDER BY created_at DESC, place DESC LIMIT ?) AS latest
                ORDER BY created_at, place
                """,
                row -> new Row(row.getString(1), row.getDouble(2)), policy.name(), FIRST_PRIORITY, policy.maxSize());
    }

    private static Map<String, Long> offsets(Connection connection) throws SQLException {
        var offsets = new TreeMap<String, Long>();
        Sql.all(connection, "SELECT partition, next_offset FROM offsets WHERE topic = 'trajectories'",
                row -> offsets.put(row.getString(1), row.getLong(2)));
        Sql.all(connection, "SELECT partition, next_offset FROM offsets WHERE topic = 'priorities'",
                row -> offsets.put("priorities-" + row.getString(1), row.getLong(2)));
        return offsets;
    }

    private static Trajectory trajectory(Connection connection, String id) throws SQLException {
        return Sql.all(connection, "SELECT payload FROM live JOIN bodies USING (place) WHERE trajectory_id = ?",
                row -> Payload.unpacked(row.getBytes(1)), id).getFirst().trajectory();
    }
}
