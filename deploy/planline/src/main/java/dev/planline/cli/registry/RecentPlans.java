package dev.planline.cli.registry;

import dev.planline.client.Cluster;
import dev.planline.client.TopicReader;
import dev.planline.model.Plan;
import dev.planline.model.RoutedPlan;
import dev.planline.wire.Codec;
import dev.planline.wire.Decoded;
import dev.planline.wire.EventHeaders;
import dev.planline.wire.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** The plans that were routed last. */
final class RecentPlans {

    private static final Duration POLL = Duration.ofMillis(500);

    private RecentPlans() {}

    /** At most so many, the earliest first; those that do not decode are left out. */
    static List<Plan> read(Cluster cluster, int most) {
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        try (TopicReader reader = TopicReader.of(cluster, List.of(Topic.ROUTES.name(cluster.prefix()))).last(most)) {
            Map<TopicPartition, Long> ends = reader.ends();
            while (!reader.reached(ends)) {
                records.addAll(reader.poll(POLL));
            }
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
