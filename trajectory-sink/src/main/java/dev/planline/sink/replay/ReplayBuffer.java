package dev.planline.sink.replay;

import dev.planline.model.InvalidField;
import dev.planline.sink.store.Payload;
import dev.planline.sink.store.Place;
import dev.planline.sink.store.Position;
import dev.planline.sink.store.Quota;
import dev.planline.sink.store.Store;
import dev.planline.text.Names;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;

/**
 * Named tables to sample trajectories from. Thread-safe.
 *
 * <p>A sample is a function of the table's declaration, the count, the seed and what was folded up to the offsets that it
 * names; a generator of a named algorithm draws. A request may name offsets of the past, and gets what it would have got then;
 * the state is then read again from the rows, which takes seconds for a million. Draws from tables that limit them are
 * counted in the database, for all replicas together and across restarts.
 */
public final class ReplayBuffer {

    /** Most items of a sample. */
    public static final int SAMPLE_LIMIT = 10_000;

    private static final RandomGeneratorFactory<RandomGenerator> GENERATOR = RandomGeneratorFactory.of("L64X128MixRandom");

    private final Store store;
    private volatile Map<String, TableIndex> tables;
    private final Map<String, DrawCounts> counts = new HashMap<>();
    private ReplayFeed feed;
    private final ReentrantLock lock = new ReentrantLock();

    /** The tables over this store. */
    public ReplayBuffer(Store store, ReplayTables tables) {
        this.store = store;
        var indexes = new LinkedHashMap<String, TableIndex>();
        tables.tables().forEach(table -> indexes.put(table.name(), new TableIndex(table)));
        this.tables = indexes;
        this.feed = new ReplayFeed(indexes.values());
    }

    /**
     * A table and what is in it.
     *
     * @param size trajectories in it now
     * @param inserts trajectories that were ever put into it
     * @param samples items drawn, if the table limits that; else 0
     * @param missingInserts trajectories that must be put in before one item may be drawn
     */
    public record State(ReplayTable table, long size, long inserts, long samples, long missingInserts) {}

    /** All tables. */
    public List<State> tables() {
        return store.read(connection -> {
            lock.lock();
            try {
                feed.catchUp(connection);
                var states = new ArrayList<State>();
                for (TableIndex index : tables.values()) {
                    RateLimit limit = index.table().rateLimit();
                    long samples = DrawCounts.samples(connection, index.table());
                    states.add(new State(index.table(), index.size(), index.inserts(), samples,
                            limit == null ? 0 : limit.missingInserts(index.size(), index.inserts(), samples, 1)));
                }
                return states;
            } finally {
                lock.unlock();
            }
        });
    }

    /** Reads what is new, so that the next sample need not. */
    public void catchUp() {
        store.read(connection -> {
            lock.lock();
            try {
                feed.catchUp(connection);
                return true;
            } finally {
                lock.unlock();
            }
        });
    }

    /** The declaration of a table. */
    public ReplayTable require(String table) {
        return index(table).table();
    }

    private TableIndex index(String table) {
        TableIndex index = tables.get(table);
        if (index == null) {
            throw new InvalidField("table", "there is no table \"" + table + "\"; there are " + String.join(", ", tables.keySet())
                    + Names.didYouMean(table, tables.keySet()));
        }
        return index;
    }

    /**
     * Draws from a table as it is now.
     *
     * @param count draws; a table that gives none twice gives fewer if it holds fewer
     * @throws InvalidField if there is no such table, or the count is out of range
     */
    public Sampling sample(String table, int count, long seed) {
        TableIndex index = index(table);
        checkCount(count);
        if (!index.table().limitsDraws()) {
            return store.read(connection -> sample(connection, table, count, seed));
        }
        try {
            return store.write(connection -> sample(connection, table, count, seed));
        } catch (RuntimeException e) {
            reset(); // the draw is not counted in the database, but may be in memory
            throw e;
        }
    }

    private Sampling sample(Connection connection, String table, int count, long seed) throws SQLException {
        List<Drawn> drawn;
        Map<Position, Long> offsets;
        ReplayTable declared;
        lock.lock();
        try {
            TableIndex index = index(table);
            declared = index.table();
            feed.catchUp(connection);
            offsets = feed.reached();
            if (declared.limitsDraws()) {
                DrawCounts counted = counts.computeIfAbsent(table, name -> new DrawCounts(index));
                Sampling.Limited limited = counted.admit(connection, count);
                if (limited != null) {
                    return limited;
                }
                drawn = draw(index, count, seed);
                counted.count(connection, drawn);
            } else {
                drawn = draw(index, count, seed);
            }
        } finally {
            lock.unlock();
        }
        return new Sampling.Sample(table, seed, named(offsets), items(connection, declared, drawn));
    }

    /** Forgets what is in memory; it is read again. */
    private void reset() {
        lock.lock();
        try {
            var fresh = new LinkedHashMap<String, TableIndex>();
            tables.forEach((name, index) -> fresh.put(name, new TableIndex(index.table())));
            counts.clear();
            feed = new ReplayFeed(fresh.values());
            tables = fresh;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Draws from what is in memory, and asks the store neither for what is new nor for content.
     *
     * @return places on the log, as {@link Place} counts them
     * @throws InvalidField if there is no such table, the count is out of range, or the table limits its draws
     */
    public List<Long> places(String table, int count, long seed) {
        TableIndex index = index(table);
        checkCount(count);
        if (index.table().limitsDraws()) {
            throw new InvalidField("table", "\"" + table + "\" limits its draws, which are counted in the store");
        }
        lock.lock();
        try {
            return draw(index, count, seed).stream().map(Drawn::place).toList();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Draws from a table as it was.
     *
     * @param offsets next offsets, as a sample named them
     * @throws InvalidField also if the table limits how often a trajectory is drawn, or the offsets are ahead of what was folded
     */
    public Sampling sampleAsOf(String table, int count, long seed, Map<String, Long> offsets) {
        ReplayTable declared = index(table).table();
        checkCount(count);
        if (declared.maxTimesSampled() > 0) {
            throw new InvalidField("offsets",
                    "what \"" + table + "\" gives depends on what was drawn before; it cannot be drawn as of the past");
        }
        return store.read(connection -> {
            var asOf = new TableIndex(declared);
            var past = new ReplayFeed(List.of(asOf));
            past.readAsOf(connection, store, positions(offsets, Store.offsets(connection)));
            return new Sampling.Sample(table, seed, named(past.reached()), items(connection, declared, draw(asOf, count, seed)));
        });
    }

    private static void checkCount(int count) {
        if (count < 1 || count > SAMPLE_LIMIT) {
            throw new InvalidField("n", "is " + count + "; must lie in 1.." + SAMPLE_LIMIT);
        }
    }

    private static Map<String, Long> named(Map<Position, Long> offsets) {
        var named = new HashMap<String, Long>();
        offsets.forEach((position, offset) -> {
            if (position.topic().equals(ReplayFeed.TRAJECTORIES) || position.topic().equals(ReplayFeed.PRIORITIES)) {
                named.put(position.topic() + "/" + position.partition(), offset);
            }
        });
        return named;
    }

    private static Map<Position, Long> positions(Map<String, Long> named, Map<Position, Long> folded) {
        var positions = new HashMap<Position, Long>();
        Map<String, Long> known = named(folded);
        named.forEach((name, offset) -> {
            Long most = known.get(name);
            if (most == null || offset == null || offset < 0 || offset > most) {
                throw new InvalidField("offsets", "\"" + name + "\" is " + offset + "; "
                        + (most == null
                                ? "there are " + String.join(", ", known.keySet()) + Names.didYouMean(name, known.keySet())
                                : "it must lie in 0.." + most + ", which is what was folded"));
            }
            int slash = name.lastIndexOf('/');
            positions.put(new Position(name.substring(0, slash), Integer.parseInt(name.substring(slash + 1))), offset);
        });
        return positions;
    }

    /** A draw, kept apart from the table, which goes on. */
    record Drawn(long place, ReplayTable.@Nullable Window window, double probability, double weight, int times) {}

    private static List<Drawn> draw(TableIndex index, int count, long seed) {
        RandomGenerator random = GENERATOR.create(seed);
        ReplayTable table = index.table();
        var drawn = new ArrayList<Drawn>();
        int missing = count;
        while (missing > 0 && index.size() > 0) {
            List<Draw.Hit> hits = new Draw(index, random).items(missing);
            for (Draw.Hit hit : hits) {
                Lane lane = index.lane(hit.partition());
                if (lane.state(hit.row()) == Lane.State.IN) {
                    int times = lane.drawn(hit.row());
                    drawn.add(new Drawn(lane.place(hit.row()), table.window(hit.window(), lane.steps(hit.row())), hit.probability(),
                            hit.weight(), times));
                    if (times == table.maxTimesSampled()) {
                        index.drop(hit.partition(), lane, hit.row());
                    }
                }
            }
            boolean again = table.maxTimesSampled() > 0 && table.sampler() != Selection.UNIFORM && !table.sampler().ordered();
            missing = again && !hits.isEmpty() ? count - drawn.size() : 0;
        }
        return drawn;
    }

    private record Content(String id, @Nullable Payload payload) {}

    private static List<Sampling.Item> items(Connection connection, ReplayTable table, List<Drawn> drawn) throws SQLException {
        var contents = new HashMap<Long, Content>();
        var items = new ArrayList<Sampling.Item>();
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT trajectory_id, payload FROM trajectories LEFT JOIN bodies USING (place) WHERE trajectories.place = ?")) {
            for (Drawn one : drawn) {
                Content content = contents.get(one.place());
                if (content == null) {
                    content = content(statement, table, one.place());
                    contents.put(one.place(), content);
                } else if (content.payload() != null) {
                    Quota.take(content.payload().json().length); // it is sent once more
                }
                items.add(new Sampling.Item(Quota.charged(content.id()), Place.partition(one.place()), Place.offset(one.place()),
                        one.window(), one.probability(), one.weight(), one.times(), content.payload()));
            }
        }
        return items;
    }

    private static Content content(PreparedStatement statement, ReplayTable table, long place) throws SQLException {
        statement.setLong(1, place);
        try (ResultSet row = statement.executeQuery()) {
            if (!row.next()) {
                throw new IllegalStateException("BUG: " + table.name() + " names a place that is not there");
            }
            byte[] payload = row.getBytes(2);
            return new Content(row.getString(1), payload == null ? null : Payload.unpacked(payload));
        }
    }
}
