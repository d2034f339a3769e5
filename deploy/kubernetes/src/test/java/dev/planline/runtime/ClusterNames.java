package dev.planline.runtime;

/** The names that the runtime uses on a cluster, for tests of rights and scaling. */
public final class ClusterNames {

    private ClusterNames() {}

    /** The consumer group of a stage. */
    public static String group(String prefix, String stage) {
        return Clients.group(prefix, stage);
    }

    /** The transactional id of a worker. */
    public static String transactionalId(String prefix, String stage, String instanceId) {
        return Clients.transactionalId(prefix, stage, instanceId);
    }
}
