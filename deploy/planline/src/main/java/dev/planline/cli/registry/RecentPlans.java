package dev.planline.cli.registry;

import dev.planline.client.Cluster;
import dev.planline.client.TopicReader;
import dev.planline.model.Plan;
import dev.planline.model.RoutedPlan;
import dev.planline.wire.Codec;
import dev.planline.wire.Decoded;
import dev.planline.wire.EventHeaders;
import dev.planline.wire.Topic;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The plans that were routed last. */
final class RecentPlans {

    private RecentPlans() {}

    /** At most so many, the earliest first; those that do not decode are left out. */
    static List<Plan> read(Cluster cluster, int most) {
        List<ConsumerRecord<byte[], byte[]>> records;
        try (TopicReader reader = TopicReader.of(cluster, List.of(Topic.ROUTES.name(cluster.prefix())))) {
            records = new ArrayList<>(reader.last(most));
        }
        records.sort(Comparator.comparingLong(ConsumerRecord::timestamp));
        var codec = new Codec();
        var plans = new ArrayList<Plan>();
        for (var record : records.subList(Math.max(0, records.size() - most), records.size())) {
            if (record.value() != null && codec.decode(RoutedPlan.class, record.value(),
                    EventHeaders.newerSchema(record.headers())) instanceof Decoded.Value<RoutedPlan>(RoutedPlan route)) {
                plans.add(route.plan());
            }
        }
        return plans;
    }
}
