package dev.planline.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.observability.ManagementKeys;
import dev.planline.runtime.WorkerKeys;
import dev.planline.settings.Definition;
import dev.planline.testkit.GeneratedFile;
import dev.planline.tracing.TracingKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The files of the chart that repeat what stands elsewhere. Those that are generated are rewritten with {@code -Dupdate}. */
class ChartFilesTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** Keys that the chart sets from values of their own. */
    private static final Set<String> SET_BY_THE_CHART = Set.of("bootstrap.servers", "prefix", "instance.id", "drain.deadline",
            "management.host", "management.port", "planner.llm.base.url", "planner.llm.model", "planner.llm.key.variable", "sink.directory",
            "sink.database", "sink.database.user", "sink.database.password", "sink.host", "sink.port", "sink.api.read.tokens",
            "sink.api.write.tokens", "sink.api.open", "sink.replay.tables");

    @Test
    void theSchemaKnowsEverySetting() throws IOException {
        Path file = Chart.OURS.folder().resolve("values.schema.json");
        ObjectNode schema = (ObjectNode) JSON.readTree(file.toFile());
        List<Definition<?>> common = Stream.of(WorkerKeys.all(), ManagementKeys.all(), TracingKeys.all())
                .<Definition<?>>flatMap(List::stream).toList();
        allow(schema, "settings", common);
        for (Role role : Role.values()) {
            allow(schema, role.spec().name() + "Settings", role.spec().allKeys());
        }
        GeneratedFile.check("deploy/kubernetes/chart/values.schema.json",
                JSON.writerWithDefaultPrettyPrinter().writeValueAsString(schema) + "\n");
    }

    private static void allow(ObjectNode schema, String name, List<Definition<?>> keys) {
        ObjectNode properties = JSON.createObjectNode();
        keys.stream().map(Definition::name).filter(key -> !SET_BY_THE_CHART.contains(key)).sorted()
                .forEach(key -> properties.putObject(key).put("$ref", "#/definitions/value"));
        ((ObjectNode) schema.path("definitions").path(name)).set("properties", properties);
    }

    @Test
    void theTopicsAreThoseOfTheCode() throws IOException {
        GeneratedFile.check("deploy/kubernetes/chart/files/topics.json",
                Files.readString(GeneratedFile.root().resolve("deploy/topics.json")));
    }

    @Test
    void theRightsAreThoseOfTheTests() throws IOException {
        GeneratedFile.check("deploy/kubernetes/chart/files/rights.json",
                Files.readString(GeneratedFile.root().resolve("deploy/rights.json")));
    }

    @Test
    void alertsAndDashboardAreThoseOfObservability() throws IOException {
        Path observability = GeneratedFile.root().resolve("deploy/observability");
        GeneratedFile.check("deploy/kubernetes/chart/files/alerts.yaml", Files.readString(observability.resolve("alerts.yaml")));
        GeneratedFile.check("deploy/kubernetes/chart/files/planline.json",
                Files.readString(observability.resolve("grafana/planline.json")));
    }

    /** The alerts ask for a job of this name, whatever the release or the chart is called. */
    @Test
    void theJobInPrometheusIsTheOneThatAlertsAskFor() throws IOException {
        Manifests manifests = Manifests
                .of(Chart.OURS.render(Chart.OURS.example("strimzi"), "{nameOverride: other, fullnameOverride: planline}"));
        String label = manifests.ofKind("ServiceMonitor").map(monitor -> monitor.at("/spec/jobLabel")).findFirst().orElseThrow();
        assertThat(manifests.ofKind("Service")).isNotEmpty()
                .allSatisfy(service -> assertThat(service.labels()).containsEntry(label, "planline"));
        assertThat(Files.readString(GeneratedFile.root().resolve("deploy/observability/alerts.yaml"))).contains("up{job=\"planline\"}");
    }

    @Test
    void theVersionIsThatOfTheProgram() throws IOException {
        Matcher version = Pattern.compile("<version>([^<]+)</version>")
                .matcher(Files.readString(GeneratedFile.root().resolve("pom.xml")));
        assertThat(version.find()).isTrue();
        assertThat(Files.readAllLines(Chart.OURS.folder().resolve("Chart.yaml")))
                .contains("version: " + version.group(1), "appVersion: " + version.group(1));
    }

    @Test
    void theSchemaHasEveryValueAndNoOther() throws IOException {
        var values = new TreeSet<String>();
        new tools.jackson.dataformat.yaml.YAMLMapper().readTree(Chart.OURS.folder().resolve("values.yaml").toFile()).properties()
                .forEach(value -> values.add(value.getKey()));
        var known = new TreeSet<String>();
        JSON.readTree(Chart.OURS.folder().resolve("values.schema.json").toFile()).path("properties").properties()
                .forEach(value -> known.add(value.getKey()));
        known.remove("global"); // Helm's own
        assertThat(values).isEqualTo(known);
    }
}
