package dev.planline.client;

import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * A topic as it should be.
 *
 * @param name on the cluster, with the prefix
 * @param config the topic's options that matter; all others are the cluster's
 */
public record DeclaredTopic(String name, int partitions, Map<String, String> config) {

    public DeclaredTopic {
        config = Map.copyOf(config);
    }

    NewTopic toCreate(short replicationFactor) {
        return new NewTopic(name, partitions, replicationFactor).configs(config);
    }
}
