package dev.planline.kubernetes;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** All resources that are applied together. */
record Manifests(List<Manifest> all) {

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Set<String> WORKLOADS = Set.of("Deployment", "StatefulSet", "Job");

    Manifests {
        all = List.copyOf(all);
    }

    /** From a stream of YAML documents. */
    static Manifests of(String yaml) {
        try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(yaml)) {
            return new Manifests(documents.readAll().stream().filter(JsonNode::isObject).map(Manifest::new).toList());
        }
    }

    Stream<Manifest> ofKind(String kind) {
        return all.stream().filter(manifest -> manifest.kind().equals(kind));
    }

    Optional<Manifest> find(String kind, String name) {
        return ofKind(kind).filter(manifest -> manifest.name().equals(name)).findFirst();
    }

    List<Workload> workloads() {
        return all.stream().filter(manifest -> WORKLOADS.contains(manifest.kind())).map(Workload::new).toList();
    }

    /** Those whose pods these labels select. */
    List<Workload> selected(JsonNode matchLabels) {
        Map<String, String> labels = new TreeMap<>(Manifest.texts(matchLabels));
        return workloads().stream().filter(workload -> workload.selectedBy(labels)).toList();
    }
}
