package dev.planline.sink.replay;

import java.util.Comparator;

/**
 * What the entries of a stratum have in common.
 *
 * @param group the agent or task that samples are spread over; empty if they are not
 * @param policyVersion empty if it does not matter
 * @param age number of the span of time; 0 if it does not matter
 */
record StratumKey(String group, String policyVersion, long age) implements Comparable<StratumKey> {

    private static final Comparator<StratumKey> ORDER = Comparator.comparing(StratumKey::group).thenComparing(StratumKey::policyVersion)
            .thenComparingLong(StratumKey::age);

    @Override
    public int compareTo(StratumKey other) {
        return ORDER.compare(this, other);
    }
}
