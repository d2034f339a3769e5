package dev.planline.cli.verify;

import java.util.List;

/**
 * What came of a comparison.
 *
 * @param events records of the log that were folded
 * @param digest of the rebuilt store
 * @param seconds that it took in all, the digest of the sink included
 * @param differences the first rows that differ
 * @param differing how many differ in all
 */
record Verification(boolean equal, long events, String digest, double seconds, double eventsPerSecond, List<Part> partitions,
        List<Difference> differences, int differing) {

    Verification {
        partitions = List.copyOf(partitions);
        differences = List.copyOf(differences);
    }

    /**
     * A partition of a topic, or a table that belongs to none.
     *
     * @param from offset that the comparison begins at: where the log begins now; 0 for all
     * @param store digest of what the sink holds; empty if it holds nothing of it
     * @param log digest of what the log says; empty likewise
     */
    record Part(String name, long from, boolean equal, String store, String log) {}
}
