package dev.planline.cli.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A row that is not the same on both sides.
 *
 * @param part such as {@code trajectories/0}
 * @param key of the row
 * @param problem what is wrong with the store
 */
record Difference(String part, String key, String problem) {

    /** How the rows of a part differ, each side's as digests by key. */
    static List<Difference> between(String part, Map<String, String> log, Map<String, String> store) {
        var differences = new ArrayList<Difference>();
        log.forEach((key, digest) -> {
            String stored = store.get(key);
            if (stored == null) {
                differences.add(new Difference(part, key, "is missing in the store"));
            } else if (!stored.equals(digest)) {
                differences.add(new Difference(part, key, "differs from the log"));
            }
        });
        store.keySet().stream().filter(key -> !log.containsKey(key))
                .forEach(key -> differences.add(new Difference(part, key, "is not on the log")));
        return differences;
    }
}
