package dev.planline.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.planline.testkit.GeneratedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

class KustomizeTest {

    private static final String FOLDER = "deploy/kubernetes/kustomize/";
    private static final Path VALUES = Chart.MODULE.resolve("kustomize/values");

    private static final JsonMapper SORTED = JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

    /** What only Helm needs, and the version, which an overlay sets by the image. */
    private static final Pattern OF_HELM = Pattern
            .compile("(?m)^ *(helm.sh/chart|app.kubernetes.io/managed-by|app.kubernetes.io/version|checksum/settings):.*\\n"
                    + "|^ *annotations:\\n *# A change of the settings makes new pods.\\n|^# Source: .*\\n| +$");

    @ParameterizedTest
    @CsvSource({"base, 4", "overlays/dev, 1", "overlays/prod, 5", "overlays/scale-to-zero, 5"})
    void whatItMakesIsRight(String folder, int workloads) throws IOException, InterruptedException {
        Manifests manifests = build(folder);
        assertThat(Check.problems(manifests)).isEmpty();
        assertThat(manifests.workloads()).hasSize(workloads)
                .allSatisfy(workload -> assertThat(workload.container().path("image").asString())
                        .isEqualTo("planline:" + Chart.OURS.version()));
    }

    @Test
    void theOverlayForProductionMakesThePodsOfTheChart() throws IOException, InterruptedException {
        Map<String, Set<String>> chart = pods(Manifests.of(Chart.OURS.render(VALUES.resolve("prod.yaml"))));
        assertThat(pods(build("overlays/prod"))).isEqualTo(chart);
    }

    @Test
    void workersScaleToZeroAndTheSinkDoesNot() throws IOException, InterruptedException {
        Manifests manifests = build("overlays/scale-to-zero");
        assertThat(manifests.ofKind("ScaledObject").map(scaler -> scaler.at("/spec/scaleTargetRef/name") + " "
                + scaler.at("/spec/minReplicaCount")))
                .containsExactlyInAnyOrder("planline-planner 0", "planline-router 0", "planline-validator 0");
        assertThat(manifests.find("StatefulSet", "planline-sink").map(sink -> sink.at("/spec/replicas"))).contains("1");
    }

    @Test
    void theBaseIsRenderedFromTheChart() throws IOException {
        String chart = Chart.OURS.render(VALUES.resolve("base.yaml"));
        GeneratedFile.check(FOLDER + "base/planline.yaml", documents(chart, kind -> !kind.equals("ConfigMap")));
        Manifests manifests = Manifests.of(chart);
        var kafka = new StringBuilder();
        data(manifests, "kafka").properties()
                .forEach(variable -> kafka.append(variable.getKey()).append('=').append(variable.getValue().asString()).append('\n'));
        GeneratedFile.check(FOLDER + "base/kafka.env", kafka.toString());
        for (Role role : Role.values()) {
            String name = role.spec().name();
            GeneratedFile.check(FOLDER + "base/" + name + ".properties", data(manifests, name).path("planline.properties").asString());
        }
    }

    @Test
    void scalingMonitoringAndTopicsAreRenderedFromTheChart() throws IOException {
        String chart = Chart.OURS.render(VALUES.resolve("prod.yaml"));
        String prod = FOLDER + "overlays/prod/";
        GeneratedFile.check(prod + "scaling.yaml", documents(chart, kind -> Set.of("ScaledObject", "TriggerAuthentication").contains(kind))
                + "---\n" + configMap(chart, "planline-keda"));
        GeneratedFile.check(prod + "monitoring.yaml", documents(chart, "ServiceMonitor"::equals));
        GeneratedFile.check(prod + "topics.yaml", documents(chart, "Job"::equals));
        GeneratedFile.check(prod + "topics.json", Files.readString(GeneratedFile.root().resolve("deploy/topics.json")));
    }

    private static Manifests build(String folder) throws IOException, InterruptedException {
        Optional<String> hindrance = Kustomize.hindrance();
        assumeTrue(hindrance.isEmpty(), () -> hindrance.orElse(""));
        assumeTrue(System.getProperty("update") == null, "what it is made of is being rewritten");
        return Manifests.of(Kustomize.build(Chart.MODULE.resolve("kustomize").resolve(folder)));
    }

    /** What the pods of each workload are told, mount and may use, in no order, and without the suffixes of ConfigMaps. */
    private static Map<String, Set<String>> pods(Manifests manifests) {
        var pods = new TreeMap<String, Set<String>>();
        for (Workload workload : manifests.workloads()) {
            JsonNode container = workload.container();
            Stream<JsonNode> parts = Stream.of(container.path("env"), container.path("envFrom"), container.path("volumeMounts"),
                    container.path("ports"), workload.pod().path("volumes")).flatMap(JsonNode::valueStream);
            Stream<JsonNode> whole = Stream.of(container.path("image"), container.path("args"), container.path("resources"),
                    container.path("securityContext"), workload.pod().path("securityContext"),
                    workload.manifest().node().at("/spec/replicas"));
            pods.put(workload.place(), Stream.concat(parts, whole).map(KustomizeTest::sorted)
                    .map(text -> text.replaceAll("(planline-[a-z]+)-[a-z0-9]{10}\"", "$1\"")).collect(Collectors.toSet()));
        }
        return pods;
    }

    private static String sorted(JsonNode node) {
        return SORTED.writeValueAsString(SORTED.treeToValue(node, Object.class));
    }

    private static JsonNode data(Manifests manifests, String role) {
        return manifests.find("ConfigMap", "planline-" + role).orElseThrow().node().path("data");
    }

    private static String documents(String rendered, Predicate<String> kinds) {
        return split(rendered).filter(document -> kinds.test(Manifests.of(document).all().getFirst().kind()))
                .map(document -> OF_HELM.matcher(document).replaceAll("")).collect(Collectors.joining("---\n"));
    }

    private static String configMap(String rendered, String name) {
        return split(rendered).filter(document -> Manifests.of(document).find("ConfigMap", name).isPresent())
                .map(document -> OF_HELM.matcher(document).replaceAll("")).collect(Collectors.joining());
    }

    private static Stream<String> split(String rendered) {
        return List.of(rendered.split("(?m)^---\\n", -1)).stream().filter(document -> !document.isBlank())
                .map(document -> document.strip().replaceAll("\\n\\s*\\n", "\n") + "\n");
    }
}
