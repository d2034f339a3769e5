package dev.planline.chaos.workload;

/**
 * One message of the workload.
 *
 * @param number from 0; no two items have the same
 * @param key of the message
 * @param series which of the keys that come again and again it has; -1 if its key is its own
 */
public record Item(int number, Kind kind, String key, int series) {

    /** What must become of it once it is on the log. */
    public enum Kind {
        /** Planned, routed and validated. */
        ORDINARY,
        /** Rejected, planned again and abandoned: nothing can be done within its budget. */
        HOPELESS,
        /** A dead letter: one of its fields is misspelt. */
        MALFORMED
    }
}
