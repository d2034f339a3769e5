package dev.planline.embedded;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The configuration of a lone broker that is small and starts and stops fast. */
final class BrokerSettings {

    private static final String HOST = "127.0.0.1";

    private BrokerSettings() {}

    /**
     * @param port that clients use; 0 for a free one
     * @param controllerPort 0 for a free one, which needs the dynamic quorum
     */
    static Map<String, String> lone(Path directory, int port, int controllerPort) {
        var settings = new LinkedHashMap<String, String>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", Integer.toString(LocalKafka.NODE_ID));
        settings.put("log.dirs", directory.toString());
        settings.put("listeners", "PLAINTEXT://" + HOST + ":" + port + ",CONTROLLER://" + HOST + ":" + controllerPort);
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("controller.quorum.bootstrap.servers", HOST + ":" + controllerPort);
        settings.put("inter.broker.listener.name", "PLAINTEXT");
        settings.putAll(tuning());
        return settings;
    }

    /**
     * What lets clients in at a second listener, where they have to show who they are.
     *
     * @param security what that listener asks for, and who may do what
     */
    static void guard(Map<String, String> settings, int port, Map<String, String> security) {
        settings.merge("listeners", ",SASL_SSL://" + HOST + ":" + port, String::concat);
        settings.merge("listener.security.protocol.map", ",SASL_SSL:SASL_SSL", String::concat);
        settings.putAll(security);
    }

    /** All but what is its own: its place, its name, its listeners. */
    static Map<String, String> tuning() {
        return tuning(1, 1, 1);
    }

    /**
     * The same for a broker among several.
     *
     * @param inSync replicas that have to have a record before it is acknowledged
     * @param partitions of each internal topic
     */
    static Map<String, String> tuning(int replicas, int inSync, int partitions) {
        var settings = new LinkedHashMap<String, String>();
        for (String internal : new String[] {"offsets.topic", "transaction.state.log", "share.coordinator.state.topic"}) {
            settings.put(internal + ".replication.factor", Integer.toString(replicas));
            settings.put(internal + ".num.partitions", Integer.toString(partitions));
        }
        settings.put("transaction.state.log.min.isr", Integer.toString(inSync));
        settings.put("share.coordinator.state.topic.min.isr", Integer.toString(inSync));
        settings.put("default.replication.factor", Integer.toString(replicas));
        settings.put("min.insync.replicas", Integer.toString(inSync));
        settings.putAll(smallAndFast());
        return settings;
    }

    private static Map<String, String> smallAndFast() {
        return Map.ofEntries(
                Map.entry("num.partitions", "1"),
                Map.entry("auto.create.topics.enable", "false"),
                Map.entry("message.max.bytes", Integer.toString(8 << 20)),
                Map.entry("replica.fetch.max.bytes", Integer.toString(8 << 20)),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                // Five times the default pace, so that workers that come or go wait less for their partitions.
                Map.entry("group.consumer.heartbeat.interval.ms", "1000"),
                Map.entry("group.consumer.min.heartbeat.interval.ms", "1000"),
                Map.entry("group.consumer.min.session.timeout.ms", "6000"),
                Map.entry("group.consumer.session.timeout.ms", "6000"),
                // A producer that begins right after a commit is asked to wait this long while the markers of that are written; 20 by default.
                Map.entry("add.partitions.to.txn.retry.backoff.ms", "1"),
                Map.entry("num.network.threads", "2"),
                Map.entry("num.io.threads", "4"),
                Map.entry("num.recovery.threads.per.data.dir", "1"),
                // By default 128 MiB of heap and 10 MiB of disk a segment.
                Map.entry("log.cleaner.dedupe.buffer.size", Integer.toString(2 << 20)),
                Map.entry("log.index.size.max.bytes", Integer.toString(1 << 20)),
                // A restarted broker is let in once the session of its former self has ended.
                Map.entry("broker.heartbeat.interval.ms", "300"),
                Map.entry("broker.session.timeout.ms", "3000"),
                Map.entry("controlled.shutdown.enable", "true"));
    }
}
