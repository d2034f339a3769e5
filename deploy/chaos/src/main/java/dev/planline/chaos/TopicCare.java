package dev.planline.chaos;

import dev.planline.client.BrokerRelease;
import dev.planline.client.Calls;
import dev.planline.client.DeclaredTopic;
import dev.planline.client.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.GroupNotEmptyException;

/** What a run says of the topics that it made, and how it removes them. */
final class TopicCare {

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final String IN_SYNC = "min.insync.replicas";

    private TopicCare() {}

    /** Why what is acknowledged may be lost nevertheless, in words. */
    static List<String> warnings(Admin admin, String topic) {
        TopicDescription description = Calls.get(admin.describeTopics(List.of(topic)).topicNameValues().values().iterator().next());
        Config config = Calls.get(admin.describeConfigs(List.of(new ConfigResource(ConfigResource.Type.TOPIC, topic))).values().values()
                .iterator().next());
        int replicas = description.partitions().getFirst().replicas().size();
        int inSync = Integer.parseInt(String.valueOf(config.get(IN_SYNC).value()));
        var warnings = new ArrayList<String>();
        BrokerRelease.warning(admin).ifPresent(warnings::add);
        if (replicas < 3) {
            warnings.add("topics get " + replicas
                    + " replica(s) on this cluster: with fewer than 3 (default.replication.factor), nothing can be written, or"
                    + " what was acknowledged is lost, when a broker is");
        }
        if (inSync < 2) {
            warnings.add("one replica is enough to acknowledge (" + IN_SYNC + " is " + inSync + "): what it alone has is lost with it");
        }
        return warnings;
    }

    /**
     * Removes all topics and groups with this prefix.
     *
     * @param atMost how long it waits for members that were killed, until their groups know
     * @throws KafkaException if some of it is left
     */
    static void delete(Admin admin, String prefix, Duration atMost) throws InterruptedException {
        Calls.get(admin.deleteTopics(Topics.declared(prefix).all().stream().map(DeclaredTopic::name).toList()).all());
        long deadline = System.nanoTime() + atMost.toNanos();
        while (true) {
            try {
                deleteGroups(admin, prefix);
                return;
            } catch (GroupNotEmptyException | GroupIdNotFoundException e) { // the latter if it went by itself meanwhile
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                Thread.sleep(LOOK);
            }
        }
    }

    private static void deleteGroups(Admin admin, String prefix) {
        Stream<String> groups = Calls.get(admin.listGroups().all()).stream().map(GroupListing::groupId)
                .filter(group -> group.startsWith(prefix));
        Calls.get(admin.deleteConsumerGroups(groups.toList()).all());
    }
}
