package dev.planline.client;

import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.SupportedVersionRange;

/**
 * What is to be said of the release of a cluster's brokers.
 *
 * <p>No API tells the release; the newest {@code metadata.version} that a broker supports tells the minor one.
 */
public final class BrokerRelease {

    private static final String FEATURE = "metadata.version";

    /** The first of 4.3 and the last of 4.4 ({@code org.apache.kafka.server.common.MetadataVersion}). */
    private static final int FIRST_FAULTY = 30;

    private static final int LAST_FAULTY = 33;

    private BrokerRelease() {}

    /** Why transactions may not be kept whole on this cluster, in words; empty if nothing is known against it. */
    public static Optional<String> warning(Admin admin) {
        SupportedVersionRange range = Calls.get(admin.describeFeatures().featureMetadata()).supportedFeatures().get(FEATURE);
        return range == null ? Optional.empty() : warning(Calls.get(admin.describeCluster().nodes()).size(), range.maxVersion());
    }

    static Optional<String> warning(int brokers, int newestMetadataVersion) {
        // One broker cannot have the fault: whoever coordinates a transaction leads all its partitions.
        return brokers == 1 || newestMetadataVersion < FIRST_FAULTY || newestMetadataVersion > LAST_FAULTY
                ? Optional.empty()
                : Optional.of(
                        "the brokers are of Kafka 4.3 or 4.4: unless they have the fix of KAFKA-20734, tasks can be lost or doubled when a"
                                + " partition has no leader for a time (docs/faults.md); 4.2 does not have this fault");
    }
}
