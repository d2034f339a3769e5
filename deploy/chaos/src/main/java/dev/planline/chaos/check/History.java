package dev.planline.chaos.check;

import dev.planline.chaos.workload.Item;
import dev.planline.chaos.workload.Workload;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What one reader saw, folded message by message in the order in which it read. Its size is bounded by the workload, whatever was seen.
 *
 * <p>Not thread-safe.
 */
public final class History {

    private static final long PRIME = 0x100000001B3L;

    private final Workload workload;
    private final Findings findings = new Findings();
    private final Map<Place, Seen> places = new EnumMap<>(Place.class);
    private final Map<String, Long> digests = new TreeMap<>();
    private final Map<String, Long> lastOffsets = new HashMap<>();
    private int ended;

    /** Of a reader that has seen nothing. */
    public History(Workload workload) {
        this.workload = workload;
        for (Place place : Place.all()) {
            places.put(place, new Seen(workload));
        }
    }

    /** The next message. */
    public void saw(Sighting sighting) {
        String partition = sighting.place() + "-" + sighting.partition();
        Long before = lastOffsets.put(partition, sighting.offset());
        if (before != null && before >= sighting.offset()) {
            findings.add(Finding.Kind.INCONSISTENT_READ,
                    "a reader of " + partition + " came from offset " + before + " to " + sighting.offset());
        }
        digests.merge(partition, digest(sighting), (old, more) -> old * PRIME + more);
        if (sighting.item() < 0 || sighting.item() >= workload.size()) {
            findings.add(Finding.Kind.WRONG_OUTCOME, partition + "@" + sighting.offset() + " is of no task that was sent");
            return;
        }
        count(sighting);
        order(sighting);
    }

    private static long digest(Sighting sighting) {
        return sighting.offset() * PRIME + sighting.item();
    }

    private void count(Sighting sighting) {
        byte[] here = at(sighting.place()).counts;
        if (here[sighting.item()] == 0 && sighting.place().end()) {
            ended++;
        }
        if (here[sighting.item()] < Byte.MAX_VALUE) {
            here[sighting.item()]++;
        }
    }

    private void order(Sighting sighting) {
        Item item = workload.item(sighting.item());
        if (item.series() >= 0) {
            int[] last = at(sighting.place()).lastOfSeries;
            if (sighting.item() < last[item.series()]) {
                findings.add(Finding.Kind.REORDERED,
                        where(sighting) + ": task " + item.number() + " of key " + item.key() + " comes after task "
                                + last[item.series()]);
            }
            last[item.series()] = sighting.item();
        }
        if (sighting.round() > 0) {
            int before = at(sighting.place()).rounds.getOrDefault(sighting.item(), 0);
            if (sighting.round() != before + 1) {
                findings.add(sighting.round() <= before ? Finding.Kind.DOUBLED : Finding.Kind.LOST,
                        where(sighting) + ": round " + sighting.round() + " of task " + sighting.item() + " comes after round " + before);
            }
            at(sighting.place()).rounds.put(sighting.item(), sighting.round());
        }
    }

    private Seen at(Place place) {
        return Objects.requireNonNull(places.get(place));
    }

    private static String where(Sighting sighting) {
        return sighting.place() + "-" + sighting.partition() + "@" + sighting.offset();
    }

    /** How often a message of this item was seen here. */
    int count(Place place, int item) {
        return at(place).counts[item];
    }

    /** How many items were seen here. */
    public int items(Place place) {
        int items = 0;
        for (byte count : at(place).counts) {
            if (count > 0) {
                items++;
            }
        }
        return items;
    }

    /** How many items have ended, in one way or another. */
    public int ended() {
        return ended;
    }

    /** By partition, a digest of what was seen of it, in order. */
    Map<String, Long> digests() {
        return digests;
    }

    /** What was wrong already while reading. */
    Findings findings() {
        return findings;
    }

    /** What was seen in one place: by item, by series, and by item that goes round. */
    private static final class Seen {

        private final byte[] counts;
        private final int[] lastOfSeries;
        private final Map<Integer, Integer> rounds = new HashMap<>();

        Seen(Workload workload) {
            counts = new byte[workload.size()];
            lastOfSeries = new int[workload.allSeries()];
            Arrays.fill(lastOfSeries, -1);
        }
    }
}
