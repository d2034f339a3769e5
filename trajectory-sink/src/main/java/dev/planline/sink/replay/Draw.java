package dev.planline.sink.replay;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** Draws items from a table; a function of what it holds and of the generator. */
final class Draw {

    /**
     * An item that was drawn.
     *
     * @param window number of the item within its trajectory
     * @param probability with which one draw hits it
     * @param weight that corrects a mean over the sample for it, the greatest possible in the table being 1
     */
    record Hit(int partition, int row, int window, double probability, double weight) {}

    /** Strata that are drawn from as one, with the factor by which the mass of each counts. */
    private record Group(List<Stratum> strata, List<Long> factors, long total) {}

    private final TableIndex index;
    private final ReplayTable table;
    private final RandomGenerator random;

    Draw(TableIndex index, RandomGenerator random) {
        this.index = index;
        this.table = index.table();
        this.random = random;
    }

    /** So many items; fewer if the table holds fewer and gives none twice. */
    List<Hit> items(int count) {
        List<Stratum> strata = index.strata();
        if (table.sampler().ordered()) {
            return first(strata, count);
        }
        List<Group> groups = groups(strata);
        var hits = new ArrayList<Hit>();
        if (groups.isEmpty()) {
            return hits;
        }
        int[] shares = shares(groups.size(), count);
        double least = least(groups);
        for (int i = 0; i < shares.length; i++) {
            if (shares[i] > 0) {
                if (table.sampler() == Selection.UNIFORM) {
                    uniform(groups.get(i), shares[i], groups.size(), hits);
                } else {
                    proportional(groups.get(i), shares[i], groups.size(), least, hits);
                }
            }
        }
        return hits;
    }

    private List<Group> groups(List<Stratum> strata) {
        long newest = strata.stream().mapToLong(stratum -> stratum.key().age()).max().orElse(0);
        var byName = new TreeMap<String, List<Stratum>>();
        strata.forEach(stratum -> byName.computeIfAbsent(stratum.key().group(), name -> new ArrayList<>()).add(stratum));
        var groups = new ArrayList<Group>();
        for (List<Stratum> members : byName.values()) {
            List<Long> factors = members.stream()
                    .map(stratum -> table.sampler() == Selection.RECENCY ? TableIndex.ageWeight(stratum.key(), newest) : 1L).toList();
            long total = 0;
            for (int i = 0; i < members.size(); i++) {
                total = Math.addExact(total, Math.multiplyExact(factors.get(i), members.get(i).total()));
            }
            groups.add(new Group(members, factors, total));
        }
        return groups;
    }

    /** How many draws each group gets: as many as any other, or one more; which get more is chance. */
    private int[] shares(int groups, int count) {
        int[] shares = new int[groups];
        if (groups == 1) {
            shares[0] = count;
            return shares;
        }
        Map<Integer, Integer> moved = new HashMap<>();
        int more = count % groups;
        for (int i = 0; i < groups; i++) {
            shares[i] = count / groups;
        }
        for (int i = 0; i < more; i++) {
            shares[next(i, groups, moved)]++;
        }
        return shares;
    }

    /** The next of a shuffle (Fisher and Yates) that stores only what it moved. */
    private int next(int drawn, int size, Map<Integer, Integer> moved) {
        int other = random.nextInt(drawn, size);
        int chosen = moved.getOrDefault(other, other);
        moved.put(other, moved.getOrDefault(drawn, drawn));
        return chosen;
    }

    private void uniform(Group group, int count, int groups, List<Hit> hits) {
        int items = (int) Math.min(Integer.MAX_VALUE, group.total());
        Map<Integer, Integer> moved = new HashMap<>();
        for (int i = 0; i < Math.min(items, count); i++) {
            long[] value = {next(i, items, moved)};
            for (Found found : find(group, value)) {
                hits.add(new Hit(found.spot().partition(), found.spot().row(), (int) found.spot().rest(), 1.0 / items / groups, 1));
            }
        }
    }

    /** One draw from each of equal ranges of mass. */
    private void proportional(Group group, int count, int groups, double least, List<Hit> hits) {
        long[] values = new long[count];
        for (int i = 0; i < count; i++) {
            long from = part(group.total(), i, count);
            long to = part(group.total(), i + 1, count);
            values[i] = Math.min(from < to ? random.nextLong(from, to) : from, group.total() - 1);
        }
        List<Found> spots = find(group, values);
        boolean prioritized = table.sampler() == Selection.PRIORITIZED;
        long[] masses = prioritized ? weights(spots) : spots.stream().mapToLong(Found::factor).toArray();
        for (int i = 0; i < masses.length; i++) {
            Stratum.Spot spot = spots.get(i).spot();
            double chance = masses[i] / (double) group.total() / groups;
            double weight = prioritized ? Math.pow(chance / least, -table.beta()) : 1;
            hits.add(new Hit(spot.partition(), spot.row(), (int) (prioritized ? spot.rest() / masses[i] : spot.rest()), chance, weight));
        }
    }

    /** The weights of the entries, in a loop that does nothing else, so that the memory is asked for many of them at once. */
    private long[] weights(List<Found> spots) {
        long[] weights = new long[spots.size()];
        for (int i = 0; i < weights.length;) {
            int partition = spots.get(i).spot().partition();
            Lane lane = index.lane(partition);
            for (; i < weights.length && spots.get(i).spot().partition() == partition; i++) {
                weights[i] = lane.weight(spots.get(i).spot().row());
            }
        }
        return weights;
    }

    /** {@code total * i / count}, rounded down, without overflow. */
    private static long part(long total, int i, int count) {
        return total / count * i + total % count * i / count;
    }

    /** The chance of the least likely item; infinite if there is none. */
    private double least(List<Group> groups) {
        double least = Double.POSITIVE_INFINITY;
        for (Group group : groups) {
            for (Stratum stratum : group.strata()) {
                least = Math.min(least, stratum.least() / (double) group.total() / groups.size());
            }
        }
        return least;
    }

    /** Where a value fell, with the factor of the stratum. */
    private record Found(Stratum.Spot spot, long factor) {}

    /** Where values fall, which ascend. */
    private static List<Found> find(Group group, long[] values) {
        var found = new ArrayList<Found>(values.length);
        long before = 0;
        int from = 0;
        for (int i = 0; i < group.strata().size() && from < values.length; i++) {
            Stratum stratum = group.strata().get(i);
            long factor = group.factors().get(i);
            int to = from;
            for (long end = before + stratum.total() * factor; to < values.length && values[to] < end; to++) {
                values[to] = (values[to] - before) / factor;
            }
            stratum.find(Arrays.copyOfRange(values, from, to)).forEach(spot -> found.add(new Found(spot, factor)));
            from = to;
            before += stratum.total() * factor;
        }
        if (from < values.length) {
            throw new IllegalStateException("BUG: " + values[from] + " is not less than the mass of a group");
        }
        return found;
    }

    /** The first in the order of the sampler. */
    private List<Hit> first(List<Stratum> strata, int count) {
        var order = new TreeMap<TableIndex.Ranked, Stratum.Spot>();
        var removal = new Removal(table);
        Set<Integer> fresh = index.numbers(strata);
        for (var lane : index.lanes()) {
            for (int row = 0; row < lane.getValue().size(); row++) {
                if (lane.getValue().state(row) == Lane.State.IN && fresh.contains(lane.getValue().stratum(row))) {
                    double rank = removal.rank(table.sampler(), lane.getValue(), row);
                    order.put(new TableIndex.Ranked(rank, lane.getValue().place(row)), new Stratum.Spot(lane.getKey(), row, 0));
                    if (order.size() > count) {
                        order.pollLastEntry();
                    }
                }
            }
        }
        var hits = new ArrayList<Hit>();
        for (Stratum.Spot spot : order.values()) {
            int windows = index.lane(spot.partition()).windows(spot.row());
            for (int window = 0; window < windows && hits.size() < count; window++) {
                hits.add(new Hit(spot.partition(), spot.row(), window, 1, 1));
            }
        }
        return hits;
    }
}
