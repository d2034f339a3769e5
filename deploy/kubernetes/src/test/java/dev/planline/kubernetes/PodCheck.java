package dev.planline.kubernetes;

import java.util.Objects;
import tools.jackson.databind.JsonNode;

/** Every pod is restricted, bounded in memory and probed, and all run the same image. */
final class PodCheck implements Check {

    private static final int USER = 65_532;

    @Override
    public void check(Manifests all, Problems problems) {
        for (Workload workload : all.workloads()) {
            pod(workload, problems);
            workload.containers().forEach(container -> container(workload.place(), container, problems));
            if (workload.serves()) {
                probes(workload, problems);
            }
            rollout(workload, problems);
        }
        if (all.workloads().stream().map(workload -> workload.container().path("image").asString("")).distinct().count() > 1) {
            problems.add("images", "not all pods run the same");
        }
    }

    private static void pod(Workload workload, Problems problems) {
        JsonNode pod = workload.pod();
        JsonNode security = pod.path("securityContext");
        String place = workload.place();
        problems.addUnless(isFalse(pod.path("automountServiceAccountToken")), place, "must set automountServiceAccountToken: false");
        problems.addUnless(isFalse(pod.path("enableServiceLinks")), place,
                "must set enableServiceLinks: false, or the variables of Services are taken for settings");
        problems.addUnless(security.path("runAsNonRoot").asBoolean(false), place, "must set runAsNonRoot: true");
        problems.addUnless(security.path("runAsUser").asInt(0) == USER, place, "must set runAsUser: " + USER);
        problems.addUnless(security.at("/seccompProfile/type").asString("").equals("RuntimeDefault"), place,
                "must set the seccompProfile RuntimeDefault");
        for (String forbidden : new String[] {"hostNetwork", "hostPID", "hostIPC"}) {
            problems.addUnless(pod.path(forbidden).isMissingNode(), place, "must not set " + forbidden);
        }
        pod.path("volumes").valueStream().filter(volume -> volume.has("hostPath"))
                .forEach(volume -> problems.add(place, "must not mount a hostPath"));
    }

    private static void container(String place, JsonNode container, Problems problems) {
        JsonNode security = container.path("securityContext");
        problems.addUnless(isFalse(security.path("allowPrivilegeEscalation")), place, "must set allowPrivilegeEscalation: false");
        problems.addUnless(security.path("readOnlyRootFilesystem").asBoolean(false), place, "must set readOnlyRootFilesystem: true");
        problems.addUnless(security.at("/capabilities/drop/0").asString("").equals("ALL"), place, "must drop ALL capabilities");
        problems.addUnless(container.at("/resources/limits/memory").isString(), place, "must limit memory");
        problems.addUnless(container.at("/resources/requests/cpu").isString() && container.at("/resources/requests/memory").isString(),
                place, "must request CPU and memory");
        problems.addUnless(
                container.path("volumeMounts").valueStream().anyMatch(mount -> mount.path("mountPath").asString("").equals("/tmp")),
                place, "must mount something at /tmp, the one place that every process writes to");
    }

    private static void probes(Workload workload, Problems problems) {
        probe(workload, "startupProbe", "/livez", problems);
        probe(workload, "livenessProbe", "/livez", problems);
        probe(workload, "readinessProbe", "/readyz", problems);
    }

    /** What a path says is told apart here: liveness must not depend on Kafka, and only /livez does not. */
    private static void probe(Workload workload, String name, String path, Problems problems) {
        String actual = workload.container().path(name).at("/httpGet/path").asString("");
        problems.addUnless(actual.equals(path), workload.place(), name + " must ask " + path + "; it asks \"" + actual + "\"");
    }

    private static void rollout(Workload workload, Problems problems) {
        JsonNode spec = workload.manifest().node().path("spec");
        if (workload.manifest().kind().equals("Deployment") && Role.named(workload.role()).isPresent()) {
            JsonNode rolling = spec.at("/strategy/rollingUpdate");
            problems.addUnless(rolling.path("maxUnavailable").asInt(-1) == 0 && rolling.path("maxSurge").asInt(-1) == 1, workload.place(),
                    "must roll out with maxUnavailable 0 and maxSurge 1");
        }
        boolean spread = workload.pod().path("topologySpreadConstraints").valueStream()
                .map(constraint -> constraint.path("topologyKey").asString("")).filter(Objects::nonNull).distinct().count() == 2;
        problems.addUnless(spread || Role.named(workload.role()).isEmpty(), workload.place(), "must be spread over zones and hosts");
    }

    private static boolean isFalse(JsonNode node) {
        return node.isBoolean() && !node.asBoolean();
    }
}
