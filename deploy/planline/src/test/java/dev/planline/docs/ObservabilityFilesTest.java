package dev.planline.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.planline.docs.PromQl.Selector;
import dev.planline.observability.Meter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Alerts and board ask only for what there is, by labels that it has. */
class ObservabilityFilesTest {

    private static final Path FILES = Path.of("../observability");
    private static final Path PAGE = Path.of("../../docs/observability.md");
    private static final Pattern LABEL_IN_TEXT = Pattern.compile("\\{\\{ *(?:\\$labels\\.)?(\\w+) *}}");

    /** What Prometheus itself adds. */
    private static final Set<String> OF_PROMETHEUS = Set.of("job", "instance");

    private static final Map<String, Set<String>> KNOWN = KnownSeries.all();

    /** A query, and a text that names labels of what it finds. */
    private record Asked(String query, String text) {}

    @Test
    void theBoardAsksForWhatThereIs() {
        List<Asked> asked = board();
        assertThat(asked).hasSizeGreaterThan(40);
        asked.forEach(ObservabilityFilesTest::check);
    }

    @Test
    void theBoardShowsEveryMeter() {
        List<String> shown = board().stream().flatMap(asked -> PromQl.of(asked.query()).selectors().stream()).map(Selector::metric)
                .toList();
        assertThat(Arrays.stream(Meter.values()).filter(meter -> meter.series().stream().noneMatch(shown::contains))).isEmpty();
        assertThat(shown).containsAll(KnownSeries.OF_LIBRARIES.keySet());
    }

    @Test
    void theAlertsAskForWhatThereIs() {
        List<JsonNode> alerts = alerts();
        assertThat(alerts).hasSize(13);
        alerts.forEach(alert -> check(new Asked(alert.path("expr").asString(),
                alert.path("annotations").path("summary").asString() + alert.path("annotations").path("description").asString())));
    }

    @Test
    void everyAlertSaysHowBadItIsAndWhatToDo() throws IOException {
        List<String> headings = Files.readAllLines(PAGE).stream().filter(line -> line.startsWith("### "))
                .map(line -> "docs/observability.md#" + line.substring(4).toLowerCase(Locale.ROOT)).toList();
        for (JsonNode alert : alerts()) {
            assertThat(alert.path("labels").path("severity").asString()).isIn("critical", "warning", "info");
            assertThat(alert.path("annotations").propertyNames()).containsExactlyInAnyOrder("summary", "description", "runbook");
            assertThat(alert.path("annotations").path("runbook").asString())
                    .isEqualTo("docs/observability.md#" + alert.path("alert").asString().toLowerCase(Locale.ROOT)).isIn(headings);
        }
        assertThat(headings.stream().filter(heading -> heading.contains("#planline"))).hasSize(alerts().size());
    }

    @Test
    void everyWorkerIsScrapedUnderTheNameOfItsCommand() {
        JsonNode job = yaml("prometheus.yml").path("scrape_configs").path(0);
        assertThat(job.path("job_name").asString()).isEqualTo("planline");
        assertThat(job.path("static_configs").path(0).path("targets"))
                .hasToString("[\"planner:8081\",\"router:8081\",\"validator:8081\",\"sink:8081\"]");
        assertThat(yaml("prometheus.yml").path("rule_files")).hasToString("[\"alerts.yaml\"]");
    }

    @Test
    void grafanaIsToldWhereBoardAndDataAre() {
        JsonNode source = yaml("grafana/provisioning/datasources/prometheus.yaml").path("datasources").path(0);
        assertThat(source.path("type").asString()).isEqualTo("prometheus");
        assertThat(source.path("url").asString()).isEqualTo("http://prometheus:9090");
        assertThat(yaml("grafana/provisioning/dashboards/planline.yaml").path("providers").path(0).path("options").path("path").asString())
                .isEqualTo("/var/lib/grafana/dashboards");
    }

    @ParameterizedTest
    @ValueSource(strings = {"check config prometheus.yml", "check rules alerts.yaml", "test rules alerts_test.yaml"})
    void prometheusTakesTheFiles(String arguments) throws IOException, InterruptedException {
        assumeThat(Arrays.stream(System.getenv("PATH").split(":")).map(folder -> Path.of(folder, "promtool")))
                .anyMatch(Files::isExecutable);
        var command = new ArrayList<>(List.of("promtool"));
        command.addAll(List.of(arguments.split(" ")));
        Process process = new ProcessBuilder(command).directory(FILES.toFile()).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }

    private static void check(Asked asked) {
        PromQl query = PromQl.of(asked.query());
        var labels = new HashSet<>(OF_PROMETHEUS);
        for (Selector selector : query.selectors()) {
            assertThat(KNOWN).as(asked.query()).containsKey(selector.metric());
            Set<String> own = KNOWN.get(selector.metric());
            assertThat(own).as(asked.query()).containsAll(without(selector.labels(), OF_PROMETHEUS));
            labels.addAll(own);
        }
        assertThat(labels).as(asked.query()).containsAll(query.grouping());
        boolean plain = query.grouping().isEmpty() && asked.query().startsWith(query.selectors().getFirst().metric());
        Matcher named = LABEL_IN_TEXT.matcher(asked.text());
        while (named.find()) {
            assertThat(plain ? labels : query.grouping()).as(asked.query()).contains(named.group(1));
        }
    }

    private static Set<String> without(Set<String> labels, Set<String> others) {
        var left = new HashSet<>(labels);
        left.removeAll(others);
        return left;
    }

    private static List<Asked> board() {
        JsonNode board = new JsonMapper().readTree(FILES.resolve("grafana/planline.json"));
        var asked = new ArrayList<Asked>();
        for (JsonNode panel : board.path("panels")) {
            for (JsonNode target : panel.path("targets")) {
                asked.add(new Asked(target.path("expr").asString(), target.path("legendFormat").asString()));
            }
        }
        for (JsonNode variable : board.path("templating").path("list")) {
            if (variable.path("type").asString().equals("query")) {
                asked.add(new Asked(variable.path("query").path("query").asString(), ""));
            }
        }
        return asked;
    }

    private static List<JsonNode> alerts() {
        var alerts = new ArrayList<JsonNode>();
        yaml("alerts.yaml").path("groups").forEach(group -> group.path("rules").forEach(alerts::add));
        return alerts;
    }

    private static JsonNode yaml(String file) {
        return new YAMLMapper().readTree(FILES.resolve(file));
    }
}
