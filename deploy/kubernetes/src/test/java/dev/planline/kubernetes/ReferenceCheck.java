package dev.planline.kubernetes;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What a pod refers to is there. Secrets are not: they exist before, and none of them is made here. */
final class ReferenceCheck implements Check {

    @Override
    public void check(Manifests all, Problems problems) {
        for (Workload workload : all.workloads()) {
            configMaps(workload).forEach(name -> problems.addUnless(all.find("ConfigMap", name).isPresent(), workload.place(),
                    "there is no ConfigMap " + name));
            workload.container().path("volumeMounts").forEach(mount -> problems.addUnless(
                    volumes(workload).contains(mount.path("name").asString("")), workload.place(),
                    "there is no volume " + mount.path("name")));
            Arguments.of(workload, "--file").filter(path -> workload.file(all, path).isEmpty())
                    .ifPresent(path -> problems.add(workload.place(), "no ConfigMap is mounted that has the file " + path));
        }
        all.ofKind("StatefulSet").forEach(set -> problems.addUnless(all.find("Service", set.at("/spec/serviceName")).isPresent(),
                set.place(), "there is no Service " + set.at("/spec/serviceName")));
        all.ofKind("Secret").forEach(secret -> problems.add(secret.place(), "holds a secret; refer to one that exists"));
    }

    private static List<String> configMaps(Workload workload) {
        var names = new ArrayList<String>();
        workload.container().path("envFrom").forEach(from -> names.add(from.at("/configMapRef/name").asString("")));
        workload.pod().path("volumes").valueStream().map(volume -> volume.path("configMap")).filter(JsonNode::isObject)
                .forEach(map -> names.add(map.path("name").asString("")));
        return names;
    }

    private static List<String> volumes(Workload workload) {
        var names = new ArrayList<String>();
        workload.pod().path("volumes").forEach(volume -> names.add(volume.path("name").asString("")));
        workload.manifest().node().at("/spec/volumeClaimTemplates")
                .forEach(claim -> names.add(claim.at("/metadata/name").asString("")));
        return names;
    }
}
