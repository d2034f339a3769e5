package dev.planline.kubernetes;

import dev.planline.client.DeclaredTopic;
import dev.planline.client.Topics;
import dev.planline.wire.Decoded;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The topics that manifests make, as names, partitions and options. */
final class TopicsDeclared {

    private TopicsDeclared() {}

    /** The partitions of every topic; those of the code if the manifests make no topics. */
    static int partitions(Manifests all) {
        return all.ofKind("KafkaTopic").findFirst().map(topic -> topic.node().at("/spec/partitions").asInt(0))
                .or(() -> file(all).map(topics -> topics.all().getFirst().partitions()))
                .orElseGet(() -> Topics.declared("planline").all().getFirst().partitions());
    }

    /** What the file for the command line declares. */
    static Optional<Topics> file(Manifests all) {
        return all.workloads().stream()
                .flatMap(workload -> Arguments.of(workload, "--file").flatMap(path -> workload.file(all, path)).stream())
                .map(json -> switch (Topics.of(json.getBytes(StandardCharsets.UTF_8), "planline")) {
                    case Decoded.Value<Topics>(Topics topics) -> topics;
                    case Decoded.Malformed<Topics> malformed -> throw new IllegalArgumentException(malformed.message());
                })
                .findFirst();
    }

    /** The same from the resources of Strimzi. */
    static List<DeclaredTopic> resources(Manifests all) {
        return all.ofKind("KafkaTopic")
                .map(topic -> new DeclaredTopic(topic.at("/spec/topicName"), topic.node().at("/spec/partitions").asInt(0),
                        texts(topic)))
                .toList();
    }

    private static Map<String, String> texts(Manifest topic) {
        var texts = new TreeMap<String, String>();
        topic.node().at("/spec/config").properties().forEach(option -> texts.put(option.getKey(), option.getValue().asString("")));
        return texts;
    }
}
