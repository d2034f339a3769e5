package dev.planline.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.LintResult;
import dev.planline.client.DeclaredTopic;
import dev.planline.client.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class ChartTest {

    private static final Path LEAST = Chart.OURS.example("least");

    static List<Path> examples() {
        return Chart.OURS.examples();
    }

    @Test
    void thereAreExamples() {
        assertThat(examples()).hasSizeGreaterThanOrEqualTo(4);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void helmHasNothingAgainstIt(Path values, @TempDir Path scratch) throws IOException {
        LintResult result = Chart.OURS.lint(values, scratch.resolve("chart"));
        assertThat(result.isFailed()).as("%s", result.getMessages()).isFalse();
        assertThat(result.getMessages()).noneMatch(message -> message.contains("[WARNING]") || message.contains("[ERROR]"));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void whatItMakesIsRight(Path values) {
        Manifests manifests = Manifests.of(Chart.OURS.render(values));
        assertThat(Check.problems(manifests)).isEmpty();
        assertThat(manifests.workloads()).filteredOn(Workload::serves).extracting(Workload::role)
                .containsExactlyInAnyOrder("planner", "router", "validator", "sink");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "scaling: often                                       | value must be one of 'none', 'keda', 'hpa'",
        "scalling: keda                                       | additional properties 'scalling' not allowed",
        "kafka: {bootstrapServers: ''}                        | '/kafka/bootstrapServers'",
        "kafka: {bootstrapServers: 'kafka'}                   | '/kafka/bootstrapServers'",
        "kafka: {security: {protocol: TLS}}                   | '/kafka/security/protocol'",
        "planner: {settings: {planner.chian: llm}}            | additional properties 'planner.chian' not allowed",
        "router: {settings: {planner.chain: template}}        | additional properties 'planner.chain' not allowed",
        "settings: {drain.deadline: 10s}                      | additional properties 'drain.deadline' not allowed",
        "drainSeconds: 0                                      | minimum: got 0, want 1",
        "drainSeconds: twenty                                 | got string, want integer",
        "image: {digest: sha256:abc}                          | '/image/digest'",
        "sink: {store: mysql}                                 | value must be one of 'sqlite', 'postgres'",
        "router: {resources: {requests: {cpu: 1, memory: 1Gi}, limits: {memory: lots}}} | '/router/resources/limits/memory'",
        "planner: {resources: {limits: {memory: null}}}       | '/planner/resources/limits'",
        "planner: {replicas: 7}                               | planner: 7 pods for 6 partitions",
        "{scaling: keda, router: {maxReplicas: 9}}            | router: 9 pods for 6 partitions",
        "{scaling: hpa, planner: {minReplicas: 0}}            | only scaling=keda scales to zero",
        "{scaling: keda, keda: {fallback: {replicas: 7}}}     | keda.fallback.replicas is more than planner.maxReplicas",
        "{scaling: keda, router: {minReplicas: 5, maxReplicas: 4}} | router.minReplicas is more than router.maxReplicas",
        "scaling: keda                                        | KEDA looks up kafka from a namespace of its own",
        "kafka: {security: {protocol: SSL, existingSecrets: {planner: p}}} | kafka.security.existingSecrets.topics is required",
        "{scaling: keda, kafka: {security: {protocol: SSL, existingSecrets: {planner: p}}}} | kafka.security.existingSecrets.keda is required",
        "sink: {store: postgres}                              | sink.postgres.host is required",
        "sink: {store: postgres, postgres: {host: h, parameters: sslmode=verify-full}} | sink.postgres.ca.existingSecret is required",
        "planner: {llm: {enabled: true}}                      | planner.llm.baseUrl and planner.llm.model are required",
        "topics: {manage: strimzi}                            | strimzi.cluster is required",
        "{users: {manage: strimzi}, strimzi: {cluster: c}}    | topics.manage=job runs before the users",
        "{users: {manage: strimzi}, topics: {manage: none}, strimzi: {cluster: c}} | or nobody could tell the users apart",
        "kafka: {security: {protocol: SASL_SSL}}              | kafka.security.existingSecrets.planner is required",
        "kafka: {options: {sasl.jaas.config: x}}              | kafka.options: sasl.jaas.config is secret",
        "sink: {settings: {kafka.ssl.keystore.key: x}}        | settings: kafka.ssl.keystore.key is secret",
        "prometheusRule: {enabled: true}                      | files/alerts.yaml",
        "dashboard: {enabled: true}                           | files/planline.json"})
    void wrongValuesAreRefused(String values, String message, @TempDir Path scratch) throws IOException {
        Chart chart = Chart.OURS.copyTo(scratch.resolve("chart"));
        Files.deleteIfExists(chart.folder().resolve("files/alerts.yaml"));
        Files.deleteIfExists(chart.folder().resolve("files/planline.json"));
        assertThatThrownBy(() -> chart.render(LEAST, values)).hasMessageContaining(message);
    }

    @Test
    void alertsAndDashboardAreTakenAsTheyStand(@TempDir Path scratch) throws IOException {
        Chart chart = Chart.OURS.copyTo(scratch.resolve("chart"));
        Files.writeString(chart.folder().resolve("files/alerts.yaml"), """
                groups:
                  - name: planline
                    rules:
                      - alert: Lag
                        expr: planline_records_lag > 10
                        for: 5m
                        annotations: {summary: "{{ $labels.stage }} lags"}
                """);
        Files.writeString(chart.folder().resolve("files/planline.json"), "{\"title\": \"{{stage}}\"}\n");
        Manifests manifests = Manifests.of(chart.render(LEAST, "{prometheusRule: {enabled: true}, dashboard: {enabled: true}}"));
        assertThat(Check.problems(manifests)).isEmpty();
        assertThat(manifests.ofKind("PrometheusRule").map(rule -> rule.at("/spec/groups/0/rules/0/annotations/summary")))
                .containsExactly("{{ $labels.stage }} lags");
        assertThat(manifests.find("ConfigMap", "planline-dashboard").map(map -> map.node().path("data").path("planline.json").asString()))
                .contains("{\"title\": \"{{stage}}\"}\n");
    }

    @Test
    void aJobAndStrimziMakeTheTopicsOfTheCode() {
        List<DeclaredTopic> declared = Topics.declared("planline").all();
        assertThat(TopicsDeclared.file(Manifests.of(Chart.OURS.render(LEAST))).orElseThrow().all()).isEqualTo(declared);
        Manifests strimzi = Manifests.of(Chart.OURS.render(Chart.OURS.example("strimzi")));
        assertThat(TopicsDeclared.resources(strimzi)).containsExactlyInAnyOrderElementsOf(Topics.declared("team-a.planline").all());
    }

    @Test
    void theJobIsAHookUnlessSaidOtherwise() {
        assertThat(Manifests.of(Chart.OURS.manifest(LEAST)).ofKind("Job")).isEmpty();
        assertThat(Manifests.of(Chart.OURS.render(LEAST)).ofKind("Job")).hasSize(1);
    }

    /** Helm shows no hooks, so they are something else here. */
    @Test
    void theJobIsLetOutBeforeTheOtherPoliciesAreThere(@TempDir Path scratch) throws IOException {
        Chart chart = Chart.OURS.copyTo(scratch.resolve("chart"));
        Path topics = chart.folder().resolve("templates/topics.yaml");
        Files.writeString(topics, Files.readString(topics).replace("helm.sh/hook", "example.org/hook"));
        Manifests manifests = Manifests.of(chart.render(LEAST, "topics: {hook: true}"));
        assertThat(Check.problems(manifests)).isEmpty();
        Manifest policy = manifests.find("NetworkPolicy", "planline-topics").orElseThrow();
        assertThat(manifests.selected(policy.node().at("/spec/podSelector/matchLabels"))).extracting(Workload::place)
                .containsExactly("Job planline-topics");
        assertThat(policy.node().at("/spec/egress").findValuesAsString("port")).containsExactly("53", "53", "9092");
        JsonNode annotations = policy.node().at("/metadata/annotations");
        assertThat(annotations).hasToString(manifests.find("ConfigMap", "planline-topics").orElseThrow().node()
                .at("/metadata/annotations").toString());
        assertThat(annotations.path("example.org/hook-weight").asString()).isEqualTo("-1");
    }

    @Test
    void lagAtWhichAPodIsAddedIsTheRateTimesTheDelay() {
        Manifests manifests = Manifests.of(Chart.OURS.render(Chart.OURS.example("strimzi")));
        JsonNode planner = manifests.find("ScaledObject", "planline-planner").orElseThrow().node();
        assertThat(planner.at("/spec/triggers/0/metadata/lagThreshold").asString()).isEqualTo("6000");
    }

    @Test
    void aPlannerThatWaitsForAModelIsScaledThoughItsOffsetsStandStill() {
        Manifests manifests = Manifests.of(Chart.OURS.render(Chart.OURS.example("model")));
        assertThat(manifests.ofKind("ScaledObject").map(scaler -> scaler.name() + " "
                + scaler.at("/spec/triggers/0/metadata/excludePersistentLag")))
                .containsExactlyInAnyOrder("plans-planner false", "plans-router true", "plans-validator true");
    }

    @Test
    void thePodHasTimeToDrain() {
        Manifests manifests = Manifests.of(Chart.OURS.render(Chart.OURS.example("certificates")));
        assertThat(manifests.workloads()).filteredOn(Workload::serves)
                .extracting(workload -> workload.pod().path("terminationGracePeriodSeconds").asInt()).containsOnly(65);
    }

    @Test
    void aChangeOfSettingsMakesNewPodsOfThatRoleAlone() {
        Manifests before = Manifests.of(Chart.OURS.render(LEAST));
        Manifests router = Manifests.of(Chart.OURS.render(LEAST, "router: {settings: {router.seed: 7}}"));
        assertThat(changed(before, router)).containsExactly("router");
        Manifests sink = Manifests.of(Chart.OURS.render(LEAST, "sink: {replayTables: {tables: [{name: all}]}}"));
        assertThat(changed(before, sink)).containsExactly("sink");
        Manifests all = Manifests.of(Chart.OURS.render(LEAST, "kafka: {options: {request.timeout.ms: 20000}}"));
        assertThat(changed(before, all)).containsExactly("planner", "router", "validator", "sink");
    }

    private static List<String> changed(Manifests before, Manifests after) {
        return Stream.of("planner", "router", "validator", "sink")
                .filter(role -> !template(after, role).equals(template(before, role))).toList();
    }

    @Test
    void aSettingOfARoleWinsEvenIfItIsFalseOrZero() {
        Manifests manifests = Manifests.of(Chart.OURS.render(LEAST,
                "{settings: {client.meters: true, rate.limit: 100}, planner: {settings: {client.meters: false, rate.limit: 0}}}"));
        assertThat(settings(manifests, "planner")).contains("client.meters=false", "rate.limit=0");
        assertThat(settings(manifests, "router")).contains("client.meters=true", "rate.limit=100");
    }

    private static List<String> settings(Manifests manifests, String role) {
        return manifests.find("ConfigMap", "planline-" + role).orElseThrow().node().path("data").path("planline.properties").asString()
                .lines().toList();
    }

    private static JsonNode template(Manifests manifests, String role) {
        return manifests.find(role.equals("sink") ? "StatefulSet" : "Deployment", "planline-" + role).map(Workload::new).orElseThrow()
                .template();
    }
}
