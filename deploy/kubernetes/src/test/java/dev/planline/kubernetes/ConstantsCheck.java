package dev.planline.kubernetes;

import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Fields that take one of few constants hold one of them, which the schemas of Kubernetes leave open. */
final class ConstantsCheck implements Check {

    private static final Map<String, Set<String>> BY_FIELD = Map.ofEntries(
            Map.entry("imagePullPolicy", Set.of("Always", "IfNotPresent", "Never")),
            Map.entry("restartPolicy", Set.of("Always", "OnFailure", "Never")),
            Map.entry("protocol", Set.of("TCP", "UDP", "SCTP")),
            Map.entry("policyTypes", Set.of("Ingress", "Egress")),
            Map.entry("whenUnsatisfiable", Set.of("ScheduleAnyway", "DoNotSchedule")),
            Map.entry("matchLabelKeys", Set.of("pod-template-hash", "controller-revision-hash")),
            Map.entry("unhealthyPodEvictionPolicy", Set.of("AlwaysAllow", "IfHealthyBudget")),
            Map.entry("fsGroupChangePolicy", Set.of("Always", "OnRootMismatch")),
            Map.entry("podManagementPolicy", Set.of("OrderedReady", "Parallel")),
            Map.entry("whenDeleted", Set.of("Retain", "Delete")),
            Map.entry("whenScaled", Set.of("Retain", "Delete")),
            Map.entry("accessModes", Set.of("ReadWriteOnce", "ReadWriteOncePod", "ReadOnlyMany", "ReadWriteMany")),
            Map.entry("topologyKey", Set.of("topology.kubernetes.io/zone", "kubernetes.io/hostname")),
            Map.entry("fieldPath", Set.of("metadata.name", "metadata.namespace", "status.podIP", "spec.nodeName")),
            Map.entry("strategy.type", Set.of("RollingUpdate", "Recreate")),
            Map.entry("updateStrategy.type", Set.of("RollingUpdate", "OnDelete")),
            Map.entry("seccompProfile.type", Set.of("RuntimeDefault", "Localhost", "Unconfined")),
            Map.entry("metrics.type", Set.of("Resource", "Pods", "Object", "External", "ContainerResource")),
            Map.entry("target.type", Set.of("Utilization", "AverageValue", "Value")));

    private static final List<String> CHECKED_ELSEWHERE = List.of("ConfigMap", "KafkaTopic", "KafkaUser", "ScaledObject",
            "TriggerAuthentication", "ServiceMonitor", "PrometheusRule");

    @Override
    public void check(Manifests all, Problems problems) {
        all.all().stream().filter(manifest -> !CHECKED_ELSEWHERE.contains(manifest.kind()))
                .forEach(manifest -> check(manifest.place(), "", manifest.node(), problems));
    }

    private static void check(String place, String parent, JsonNode node, Problems problems) {
        node.properties().forEach(entry -> {
            String field = entry.getKey();
            JsonNode value = entry.getValue();
            Set<String> allowed = BY_FIELD.getOrDefault(parent + "." + field, BY_FIELD.get(field));
            if (allowed != null) {
                (value.isArray() ? value.valueStream() : List.of(value).stream())
                        .map(constant -> constant.asString(""))
                        .filter(constant -> !allowed.contains(constant))
                        .forEach(constant -> problems.add(place, field + " is \"" + constant + "\"; must be one of " + allowed));
            }
            if (value.isArray()) {
                value.valueStream().forEach(element -> check(place, field, element, problems));
            } else {
                check(place, field, value, problems);
            }
        });
    }
}
