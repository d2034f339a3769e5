package dev.planline.sink.replay;

import dev.planline.sink.store.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is in a replay table, in memory, ready to be drawn from.
 *
 * <p>What it holds is a function of the set of entries and their priorities, not of the order in which they came: masses are
 * whole numbers, entries stand in the order of their places, and the remover follows a fixed order (chance comes from the
 * place).
 */
final class TableIndex {

    /** The weight of priority 1; a priority that is not 0 weighs at least 1. */
    static final long UNIT = 1L << 16;

    private static final long MOST_WEIGHT = 1L << 32;

    private static final long AGE_UNIT = 1L << 30;

    /** Spans of time in a half-life. */
    private static final int AGES = 8;

    private final ReplayTable table;
    private final Map<Integer, Lane> lanes = new TreeMap<>();
    private final List<Stratum> strata = new ArrayList<>();
    private final Map<StratumKey, Integer> byKey = new TreeMap<>();
    private final Map<String, Long> versions = new HashMap<>();
    private final Removal removal;
    private @Nullable NavigableSet<Ranked> in;
    private final NavigableSet<Ranked> out = new TreeSet<>();
    private final FirstPriority first = new FirstPriority();
    private boolean firstChanged;
    private long size;
    private long inserts;

    /** An entry in the order in which entries leave, or are drawn. */
    record Ranked(double rank, long place) implements Comparable<Ranked> {

        @Override
        public int compareTo(Ranked other) {
            int byRank = Double.compare(rank, other.rank);
            return byRank == 0 ? Long.compare(place, other.place) : byRank;
        }
    }

    TableIndex(ReplayTable table) {
        this.table = table;
        this.removal = new Removal(table);
    }

    ReplayTable table() {
        return table;
    }

    /** Trajectories in the table. */
    long size() {
        return size;
    }

    /** Trajectories that were ever put into it. */
    long inserts() {
        return inserts;
    }

    Lane lane(int partition) {
        Lane lane = lanes.get(partition);
        if (lane == null) {
            throw new IllegalStateException("BUG: nothing is known of partition " + partition);
        }
        return lane;
    }

    Collection<Map.Entry<Integer, Lane>> lanes() {
        return lanes.entrySet();
    }

    /** Strata that are fresh enough and not empty, in the order of their keys. */
    List<Stratum> strata() {
        List<String> fresh = freshVersions();
        return byKey.values().stream().map(strata::get)
                .filter(stratum -> table.maxStaleness() == null || fresh.contains(stratum.key().policyVersion()))
                .filter(stratum -> stratum.total() > 0).toList();
    }

    /** The numbers that the entries of these strata name. */
    Set<Integer> numbers(List<Stratum> some) {
        return some.stream().map(stratum -> byKey.getOrDefault(stratum.key(), -1)).collect(Collectors.toSet());
    }

    private List<String> freshVersions() {
        Integer most = table.maxStaleness();
        if (most == null) {
            return List.of();
        }
        return versions.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()).reversed())
                .limit(1L + most).map(Map.Entry::getKey).toList();
    }

    /**
     * Takes note of a trajectory, the later ones of a partition after the earlier.
     *
     * @param live false if it has left the pool already
     */
    void add(ReplayEntry entry, int partition, boolean live) {
        note(entry);
        if (!table.filter().matches(entry)) {
            return;
        }
        inserts++;
        Lane lane = lanes.computeIfAbsent(partition, key -> new Lane());
        int number = byKey.computeIfAbsent(key(entry), key -> {
            strata.add(new Stratum(key));
            return strata.size() - 1;
        });
        int windows = table.windows(entry);
        long weight = weight(first.at(entry.loggedAt()));
        int slot = strata.get(number).append(partition, lane.size(), mass(weight), windows);
        int row = lane.append(entry, weight, windows, number, slot);
        if (!live) {
            move(partition, lane, row, Lane.State.GONE);
            return;
        }
        size++;
        if (in != null) {
            in.add(removal.ranked(lane, row));
        }
        balance();
    }

    /** Takes note of the policy version of a trajectory that is not put in. */
    void note(ReplayEntry entry) {
        String version = entry.policyVersion();
        if (version != null) {
            versions.merge(version, entry.createdAt(), Math::min);
        }
    }

    /** Takes a trajectory back that turned out to be a copy of another. */
    void takeBack(long place, int partition) {
        Lane lane = lanes.get(partition);
        if (lane != null && lane.find(place) >= 0) {
            inserts--;
            remove(place, partition);
        }
    }

    private StratumKey key(ReplayEntry entry) {
        String task = entry.taskId();
        String group = switch (table.stratify()) {
            case NONE -> "";
            case AGENT -> entry.agent();
            case TASK -> task == null ? "" : task;
        };
        String version = entry.policyVersion();
        return new StratumKey(group, table.maxStaleness() == null || version == null ? "" : version,
                table.sampler() == Selection.RECENCY ? Math.floorDiv(entry.createdAt(), span()) : 0);
    }

    private long span() {
        return Math.max(1, Math.round(table.halfLifeSeconds() * 1_000 / AGES));
    }

    /** What an item of a stratum weighs beside one of the newest: half for each half-life, and never nothing. */
    static long ageWeight(StratumKey stratum, long newest) {
        return Math.max(1, Math.round(Math.pow(0.5, (newest - stratum.age()) / (double) AGES) * AGE_UNIT));
    }

    /** Takes note that a trajectory has left the pool. */
    void remove(long place, int partition) {
        Lane lane = lanes.get(partition);
        int row = lane == null ? -1 : lane.find(place);
        if (lane != null && row >= 0) {
            drop(partition, lane, row);
        }
    }

    /** Takes note of a draw that this index did not make. */
    void drawnBefore(long place, int partition) {
        Lane lane = lanes.get(partition);
        int row = lane == null ? -1 : lane.find(place);
        if (lane != null && row >= 0 && lane.drawn(row) >= table.maxTimesSampled()) {
            drop(partition, lane, row);
        }
    }

    /** Takes an entry out for good. */
    void drop(int partition, Lane lane, int row) {
        switch (lane.state(row)) {
            case IN -> {
                if (in != null) {
                    in.remove(removal.ranked(lane, row));
                }
                size--;
            }
            case OUT -> out.remove(removal.ranked(lane, row));
            case GONE -> {
            }
        }
        move(partition, lane, row, Lane.State.GONE);
        balance();
    }

    /** Takes note of a priority that was given, whether or not its trajectory is known. */
    void observe(double priority, long loggedAt) {
        firstChanged |= first.observe(priority, loggedAt);
    }

    /** Lets entries that were given no priority begin with what is known to be the greatest now. */
    void renewFirst() {
        if (!firstChanged) {
            return;
        }
        firstChanged = false;
        for (var lane : lanes.entrySet()) {
            for (int row = 0; row < lane.getValue().size(); row++) {
                if (!lane.getValue().judged(row)) {
                    long weight = weight(first.at(lane.getValue().loggedAt(row)));
                    if (weight != lane.getValue().weight(row)) {
                        reweigh(lane.getKey(), lane.getValue(), row, weight);
                    }
                }
            }
        }
    }

    /** The priority of a trajectory from now on. */
    void prioritize(long place, int partition, double priority) {
        Lane lane = lanes.get(partition);
        int row = lane == null ? -1 : lane.find(place);
        if (lane != null && row >= 0) {
            lane.judge(row);
            reweigh(partition, lane, row, weight(priority));
        }
    }

    private void reweigh(int partition, Lane lane, int row, long weight) {
        Lane.State state = lane.state(row);
        NavigableSet<Ranked> order = in;
        if (order == null || !removal.byPriority() || state == Lane.State.GONE) {
            lane.weight(row, weight);
            move(partition, lane, row, state);
            return;
        }
        if (state == Lane.State.IN) {
            order.remove(removal.ranked(lane, row));
            size--;
        } else {
            out.remove(removal.ranked(lane, row));
        }
        lane.weight(row, weight);
        move(partition, lane, row, Lane.State.OUT);
        out.add(removal.ranked(lane, row));
        balance();
    }

    private long weight(double priority) {
        if (priority == 0) {
            return table.alpha() == 0 ? UNIT : 0;
        }
        return Math.clamp(Math.round(Math.pow(priority, table.alpha()) * UNIT), 1, MOST_WEIGHT);
    }

    /** Lets go what is too much, and in again what has room. */
    private void balance() {
        while (size > table.maxSize()) {
            Ranked worst = order().pollFirst();
            if (worst == null) {
                throw new IllegalStateException("BUG: " + size + " entries, but none is in order");
            }
            out.add(worst);
            size--;
            move(worst.place(), Lane.State.OUT);
        }
        while (size < table.maxSize() && !out.isEmpty()) {
            Ranked best = out.removeLast();
            order().add(best);
            size++;
            move(best.place(), Lane.State.IN);
        }
        while (in != null && !in.isEmpty() && !out.isEmpty() && out.getLast().compareTo(in.getFirst()) > 0) {
            Ranked better = out.removeLast();
            Ranked worse = in.removeFirst();
            out.add(worse);
            in.add(better);
            move(worse.place(), Lane.State.OUT);
            move(better.place(), Lane.State.IN);
        }
    }

    /** Made when there is too much for the first time. */
    private NavigableSet<Ranked> order() {
        NavigableSet<Ranked> order = in;
        if (order == null) {
            order = new TreeSet<>();
            for (Lane lane : lanes.values()) {
                for (int row = 0; row < lane.size(); row++) {
                    if (lane.state(row) == Lane.State.IN) {
                        order.add(removal.ranked(lane, row));
                    }
                }
            }
            in = order;
        }
        return order;
    }

    private void move(long place, Lane.State state) {
        int partition = Place.partition(place);
        Lane lane = lane(partition);
        move(partition, lane, lane.find(place), state);
    }

    private void move(int partition, Lane lane, int row, Lane.State state) {
        lane.state(row, state);
        strata.get(lane.stratum(row)).set(partition, lane.slot(row), mass(lane.weight(row)),
                state == Lane.State.IN ? lane.windows(row) : 0);
    }

    /** What an item counts in a draw: unless priorities count, one is like any other. */
    private long mass(long weight) {
        return table.sampler() == Selection.PRIORITIZED ? weight : 1;
    }
}
