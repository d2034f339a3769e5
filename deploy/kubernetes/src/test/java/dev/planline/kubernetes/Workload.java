package dev.planline.kubernetes;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A resource that makes pods. */
record Workload(Manifest manifest) {

    /** What runs in the pods, as the first argument says. */
    String role() {
        return container().path("args").path(0).asString("");
    }

    String place() {
        return manifest.place();
    }

    /** Whether the pods run until they are told to stop. */
    boolean serves() {
        return !manifest.kind().equals("Job");
    }

    JsonNode template() {
        return manifest.node().at("/spec/template");
    }

    JsonNode pod() {
        return template().path("spec");
    }

    Map<String, String> podLabels() {
        return Manifest.texts(template().at("/metadata/labels"));
    }

    JsonNode container() {
        return pod().path("containers").path(0);
    }

    List<JsonNode> containers() {
        return Stream.of("initContainers", "containers").flatMap(field -> pod().path(field).valueStream()).toList();
    }

    /** The ports of the container, by name. */
    Map<String, Integer> ports() {
        var ports = new TreeMap<String, Integer>();
        container().path("ports").valueStream()
                .forEach(port -> ports.put(port.path("name").asString(""), port.path("containerPort").asInt(0)));
        return ports;
    }

    /** The port that a name or a number means, if the container has it. */
    Optional<Integer> port(JsonNode nameOrNumber) {
        return nameOrNumber.isNumber()
                ? Optional.of(nameOrNumber.asInt()).filter(ports()::containsValue)
                : Optional.ofNullable(ports().get(nameOrNumber.asString("")));
    }

    /** Whether these labels select its pods. */
    boolean selectedBy(Map<String, String> matchLabels) {
        return podLabels().entrySet().containsAll(matchLabels.entrySet());
    }

    /** Where a path of the container lies: the mount above it. */
    Optional<JsonNode> mountOf(String path) {
        return container().path("volumeMounts").valueStream()
                .filter(mount -> path.startsWith(mount.path("mountPath").asString("?") + "/"))
                .findFirst();
    }

    /** The file of a ConfigMap that is mounted at a path. */
    Optional<String> file(Manifests all, String path) {
        return mountOf(path).flatMap(mount -> pod().path("volumes").valueStream()
                .filter(volume -> volume.path("name").equals(mount.path("name")))
                .map(volume -> volume.at("/configMap/name").asString(""))
                .flatMap(name -> all.find("ConfigMap", name).stream())
                .map(map -> map.node().path("data").path(path.substring(mount.path("mountPath").asString("").length() + 1)))
                .filter(JsonNode::isString)
                .map(JsonNode::asString)
                .findFirst());
    }
}
