package dev.planline.kubernetes;

import dev.planline.runtime.ClusterNames;
import dev.planline.wire.Topic;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Whatever scales a workload finds it, asks for the lag that it has, and makes no more pods than there are partitions. */
final class ScalingCheck implements Check {

    /** What the scaler of KEDA for Kafka takes, of that which we use. */
    private static final Set<String> TRIGGER = Set.of("bootstrapServers", "bootstrapServersFromEnv", "consumerGroup", "topic",
            "lagThreshold",
            "activationLagThreshold", "offsetResetPolicy", "allowIdleConsumers", "limitToPartitionsWithLag", "excludePersistentLag",
            "version",
            "tls", "sasl");

    @Override
    public void check(Manifests all, Problems problems) {
        all.ofKind("ScaledObject").forEach(scaler -> {
            JsonNode spec = scaler.node().path("spec");
            bounds(scaler, spec.path("minReplicaCount").asInt(0), spec.path("maxReplicaCount").asInt(100), all, problems);
            int fallback = spec.at("/fallback/replicas").asInt(0);
            problems.addUnless(fallback >= 1 && fallback <= spec.path("maxReplicaCount").asInt(100), scaler.place(),
                    "must fall back on 1 pod or more, and no more than its maximum");
            target(all, scaler, problems).forEach(workload -> triggers(all, scaler, workload, problems));
        });
        all.ofKind("HorizontalPodAutoscaler").forEach(scaler -> {
            JsonNode spec = scaler.node().path("spec");
            bounds(scaler, spec.path("minReplicas").asInt(1), spec.path("maxReplicas").asInt(0), all, problems);
            var _ = target(all, scaler, problems);
        });
    }

    private static void bounds(Manifest scaler, int least, int most, Manifests all, Problems problems) {
        int partitions = TopicsDeclared.partitions(all);
        problems.addUnless(least <= most && most <= partitions, scaler.place(),
                "makes " + least + " to " + most + " pods for " + partitions + " partitions");
    }

    private static List<Workload> target(Manifests all, Manifest scaler, Problems problems) {
        JsonNode target = scaler.node().at("/spec/scaleTargetRef");
        List<Workload> found = all.workloads().stream()
                .filter(workload -> workload.manifest().kind().equals(target.path("kind").asString("Deployment"))
                        && workload.manifest().name().equals(target.path("name").asString("")))
                .toList();
        problems.addUnless(found.size() == 1, scaler.place(), "there is no " + target.path("kind").asString("") + " "
                + target.path("name").asString(""));
        found.forEach(workload -> problems.addUnless(workload.manifest().node().at("/spec/replicas").isMissingNode(), workload.place(),
                "sets replicas, which " + scaler.place() + " does too"));
        return found;
    }

    private static void triggers(Manifests all, Manifest scaler, Workload workload, Problems problems) {
        Configured configured = Configured.of(all, workload, new Problems()).orElse(null);
        if (configured == null) {
            return; // the settings are wrong, of which another check tells
        }
        String prefix = configured.worker().prefix();
        String servers = configured.worker().bootstrapServers();
        problems.addUnless(Stream.of(servers.split(",")).allMatch(server -> server.contains(".")), scaler.place(),
                "KEDA asks " + servers + " from its own namespace, where a name without a dot means something else");
        var topics = new TreeSet<String>();
        for (JsonNode trigger : scaler.node().at("/spec/triggers")) {
            JsonNode metadata = trigger.path("metadata");
            topics.add(metadata.path("topic").asString(""));
            trigger(scaler.place(), metadata, problems);
            String group = ClusterNames.group(prefix, workload.role());
            problems.addUnless(metadata.path("consumerGroup").asString("").equals(group), scaler.place(),
                    "asks for the group " + metadata.path("consumerGroup") + "; the worker is in " + group);
            String variable = metadata.path("bootstrapServersFromEnv").asString("");
            problems.addUnless(variable.isEmpty() || configured.environment().values().containsKey(variable), scaler.place(),
                    "the container has no variable " + variable);
            String authentication = trigger.at("/authenticationRef/name").asString("");
            problems.addUnless(authentication.isEmpty() || all.find("TriggerAuthentication", authentication).isPresent(), scaler.place(),
                    "there is no TriggerAuthentication " + authentication);
        }
        Set<String> read = StageTopics.of(configured.role()).stream().map((Topic topic) -> topic.name(prefix)).collect(Collectors.toSet());
        problems.addUnless(topics.equals(read), scaler.place(),
                "asks for the lag on " + topics + "; the worker reads " + new TreeSet<>(read));
    }

    private static void trigger(String place, JsonNode metadata, Problems problems) {
        metadata.properties().forEach(entry -> {
            problems.addUnless(TRIGGER.contains(entry.getKey()), place, "a trigger has no \"" + entry.getKey() + "\"");
            problems.addUnless(entry.getValue().isString(), place, entry.getKey() + " must be a text");
        });
        problems.addUnless(metadata.path("lagThreshold").asString("").matches("[1-9][0-9]*"), place, "lagThreshold must be a whole number");
        problems.addUnless(metadata.path("activationLagThreshold").asString("").matches("[0-9]+"), place,
                "activationLagThreshold must be a whole number");
        problems.addUnless(metadata.path("offsetResetPolicy").asString("").equals("earliest"), place,
                "offsetResetPolicy must be earliest, as with the workers");
    }
}
