package dev.planline.sink.api;

import static dev.planline.sink.Trajectories.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.planline.model.Blame;
import dev.planline.model.CostTier;
import dev.planline.model.Operator;
import dev.planline.model.Priority;
import dev.planline.model.Remedy;
import dev.planline.model.TrajectoryOutcome;
import dev.planline.sink.api.OpenApi.Operation;
import dev.planline.sink.pool.selection.ParentRule;
import dev.planline.sink.replay.RateLimit;
import dev.planline.sink.replay.ReplayTable;
import dev.planline.sink.replay.ReplayTables;
import dev.planline.sink.replay.Selection;
import dev.planline.testkit.Variants;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The document of the API is well formed, complete, and true: a real server answers as it says. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class OpenApiTest {

    private static final OpenApi DOCUMENT = OpenApi.DOCUMENT;
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String TOKEN = "reads-and-no-more";
    private static final String LINES = "application/x-ndjson";

    /** What is put in the place of every part of a body, to see whether document and server agree about it. */
    private static final List<String> PROBES = List.of("null", "true", "0", "1", "2", "-1", "0.5", "\"\"",
            "\" \"", "\"x\"",
            "\"x\\n\"", "\"" + "x".repeat(201) + "\"", "[]", "[null]", "[1]", "[{}]", "{}", "{\"x\":1}", "{\"trajectories/0\":-1}",
            "{\"trajectories/0\":null}", "{\"trajectories/0\":1}");

    private static final ReplayTables TABLES = ReplayTables.of(ReplayTable.UNIFORM_DEFAULT, ReplayTable.PRIORITIZED_DEFAULT,
            new ReplayTable("limited", new ReplayTable.Filter("dev", Operator.BASELINE, TrajectoryOutcome.SUCCESS, 0.0, 1.0, 0, 9),
                    Selection.RECENCY, Selection.MIN_HEAP, 9, 0, 2, new RateLimit(5, 1, 9),
                    ReplayTable.Item.N_STEP, 2, ReplayTable.Stratify.AGENT, 0.6, 0.4, 60),
            new ReplayTable("steps", ReplayTable.Filter.ANY, Selection.UNIFORM, Selection.FIFO, 9, 0, null, null, ReplayTable.Item.STEP, 1,
                    ReplayTable.Stratify.NONE, 0.6, 0.4, 60));

    @TempDir
    Path directory;

    @Test
    void theDocumentIsWellFormed() {
        var rules = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(new YAMLMapper().readTree(OpenApiTest.class.getResourceAsStream("openapi-3.1.yaml")));
        assertThat(rules.validate(DOCUMENT.root(), context -> context.executionConfig(config -> config.formatAssertionsEnabled(true))))
                .isEmpty();
    }

    @Test
    void everyReferenceLeadsSomewhereAndEveryComponentIsReferredTo() {
        var references = new TreeSet<>(DOCUMENT.root().findValuesAsString("$ref"));
        assertThat(references).allSatisfy(reference -> assertThat(DOCUMENT.root().at(reference.substring(1)).isMissingNode()).isFalse());
        var components = new TreeSet<String>();
        for (String kind : List.of("parameters", "headers", "responses", "schemas")) {
            DOCUMENT.root().path("components").path(kind).propertyNames()
                    .forEach(name -> components.add("#/components/" + kind + "/" + name));
        }
        assertThat(references).isEqualTo(components);
    }

    @Test
    void theDocumentNamesExactlyTheRoutes() {
        try (var api = new TestApi(directory, Access.OPEN)) {
            assertThat(DOCUMENT.operations().stream().map(Operation::name))
                    .containsExactlyElementsOf(api.api.routes().stream().map(route -> route.method() + " " + route.path()).toList());
        }
        assertThat(DOCUMENT.operations().stream().map(operation -> operation.node().path("operationId").asString()))
                .doesNotHaveDuplicates();
    }

    /** A route says which parameters it takes when it is asked with another one. */
    @Test
    void theDocumentNamesExactlyTheParameters() {
        try (var api = new TestApi(directory, Access.OPEN)) {
            api.store.fold(LogSample.entries());
            for (Operation operation : limited()) {
                assertThat(named(operation, "path")).as(operation.name())
                        .isEqualTo(Route.get(operation.path(), request -> Reply.json("")).match(operation.path()).orElseThrow().keySet());
                String other = "other=1" + (operation.path().equals("/v1/digest/rows") ? "&part=x" : "");
                JsonNode error = JSON.readTree(ask(api, operation, other).body()).path("error");
                Set<String> taken = named(operation, "query");
                assertThat(error.path("field").asString()).as(operation.name()).isEqualTo("other");
                assertThat(error.path("hint").asString()).as(operation.name())
                        .isEqualTo(taken.isEmpty() ? "this address takes none" : "it takes " + String.join(", ", taken));
            }
        }
    }

    @Test
    void parametersAreRefusedIfTheDocumentRefusesThem() {
        try (var api = new TestApi(directory, Access.OPEN)) {
            for (Operation operation : limited()) {
                for (JsonNode parameter : DOCUMENT.parameters(operation)) {
                    if (parameter.path("in").asString().equals("query")) {
                        agree(api, operation, parameter);
                    }
                }
            }
        }
    }

    private static void agree(TestApi api, Operation operation, JsonNode parameter) {
        String name = parameter.path("name").asString();
        var values = new ArrayList<>(List.of("x", "0", "1", "-1", "0.5", "101", "1001", "true", "2026-12-01T00:00:00Z", "2026-12-01"));
        DOCUMENT.resolve(parameter.path("schema")).path("enum").forEach(constant -> values.add(constant.asString()));
        for (String value : values) {
            boolean allowed = DOCUMENT.parameterErrors(parameter, value).isEmpty();
            boolean elsewhere = name.equals("cursor") || name.equals("alpha") || operation.path().endsWith("/stream"); // other rules too
            if (!allowed || !elsewhere) {
                assertThat(ask(api, operation, name + "=" + value).statusCode()).as(operation.name() + "?" + name + "=" + value)
                        .isEqualTo(allowed ? 200 : 400);
            }
        }
    }

    @Test
    void theCodesOfErrorsAreThoseOfTheCode() {
        assertThat(DOCUMENT.root().path("components").path("schemas").path("Error").findValue("enum").valueStream().map(JsonNode::asString))
                .containsExactlyElementsOf(Arrays.stream(ApiError.Code.values()).map(Enum::name).toList());
    }

    @ParameterizedTest
    @MethodSource("enums")
    void theConstantsAreThoseOfTheCode(String pointer, List<String> constants) {
        assertThat(DOCUMENT.root().at("/components/schemas/" + pointer + "/enum").valueStream().map(JsonNode::asString))
                .containsExactlyElementsOf(constants);
    }

    static Stream<Object[]> enums() {
        return Stream.of(
                new Object[] {"ParentRule", ParentRule.NAMES},
                new Object[] {"Operator", lower(Operator.values())},
                new Object[] {"Outcome", lower(TrajectoryOutcome.values())},
                new Object[] {"Blame", Arrays.stream(Blame.values()).map(Enum::name).toList()},
                new Object[] {"Violation/properties/remedy", lower(Remedy.values())},
                new Object[] {"TaskDetail/properties/constraints/properties/priority", lower(Priority.values())},
                new Object[] {"Agent/properties/costTier", lower(CostTier.values())},
                new Object[] {"ReplaySelection", lower(Selection.values())},
                new Object[] {"ReplayTable/properties/item", lower(ReplayTable.Item.values())},
                new Object[] {"ReplayTable/properties/stratify", lower(ReplayTable.Stratify.values())});
    }

    private static List<String> lower(Enum<?>[] constants) {
        return Arrays.stream(constants).map(constant -> constant.name().toLowerCase(Locale.ROOT)).toList();
    }

    @Test
    void theServerRefusesTheBodiesThatTheDocumentRefuses() {
        try (var api = new TestApi(directory, Access.OPEN)) {
            api.store.fold(LogSample.entries());
            api.store.fold(IntStream.range(4, 8).mapToObj(i -> entry(i, "more-" + i, 0.5)).toList());
            var disagreements = new ArrayList<String>();
            for (Operation operation : DOCUMENT.operations().stream().filter(each -> !OpenApi.body(each).isMissingNode()).toList()) {
                for (JsonNode example : examples(operation)) {
                    assertThat(ask(api, operation, "", example.toString()).statusCode()).as(example.toString()).isLessThan(300);
                    List<String> bodies = Variants.of(example, PROBES);
                    bodies.addAll(
                            List.of("{\"n\":10000}", "{\"n\":10001}", priority(1_000_000_000_000L), priority(1_000_000_000_001L), "[]"));
                    for (String body : bodies) {
                        boolean valid = DOCUMENT.errors(OpenApi.body(operation), JSON.readTree(body)).isEmpty();
                        int status = ask(api, operation, "", body).statusCode();
                        if (valid ? status >= 300 : status != 400) {
                            disagreements.add(operation.name() + (valid ? " refuses " : " takes ") + body + " with " + status);
                        }
                    }
                }
            }
            assertThat(disagreements).isEmpty();
        }
    }

    private static String priority(long priority) {
        return "{\"priorities\":[{\"trajectoryId\":\"j-1\",\"priority\":" + priority + "}]}";
    }

    /** Every reply is checked by {@link TestApi}; here it is that there is one of each, with each field, and without each that may be left out. */
    @Test
    void everyReplyIsAsTheDocumentSays() {
        var shown = new TreeSet<String>();
        try (var api = new TestApi(directory.resolve("filled"), Access.OPEN, Limits.DEFAULT, 0, TABLES)) {
            DOCUMENT.operations().forEach(operation -> assertThat(ask(api, operation, "").statusCode()).isEqualTo(503));
            api.open();
            api.store.fold(LogSample.entries());
            askWhatAnswers(api);
            refuse(api);
            shown.addAll(api.shown);
        }
        try (var api = new TestApi(directory.resolve("closed"), Access.byToken(List.of(TOKEN), List.of()))) {
            limited().forEach(operation -> assertThat(ask(api, operation, "").statusCode()).isEqualTo(401));
            assertThat(api.post("/v1/replay/uniform/sample", "", "Authorization", "Bearer " + TOKEN).statusCode()).isEqualTo(403);
            assertThat(api.post("/v1/replay/uniform/priorities", "", "Authorization", "Bearer " + TOKEN).statusCode()).isEqualTo(403);
            shown.addAll(api.shown);
        }
        try (var api = new TestApi(directory.resolve("capped"), Access.OPEN, Limits.DEFAULT, 4, TABLES).open()) {
            api.store.fold(IntStream.range(0, 4).mapToObj(i -> entry(i, "j-" + i, 0.5)).toList());
            api.store.fold(IntStream.range(4, 9).mapToObj(i -> entry(i, "j-" + i, 0.9)).toList());
            assertThat(api.post("/v1/replay/uniform/sample", "{\"n\":4,\"seed\":1,\"offsets\":{\"trajectories/0\":4}}").statusCode())
                    .isEqualTo(200);
            shown.addAll(api.shown);
        }
        assertThat(shown).containsAll(possible());
    }

    private static void askWhatAnswers(TestApi api) {
        for (String path : List.of("/livez", "/readyz", "/metrics", "/v1/openapi.yaml", "/v1/tasks", "/v1/tasks/t%2F1", "/v1/tasks/t-2",
                "/v1/tasks/t-3", "/v1/tasks/t-4", "/v1/agents", "/v1/rules", "/v1/trajectories?limit=3", "/v1/trajectories",
                "/v1/trajectories/stats", "/v1/trajectories/stats?agent=nobody", "/v1/trajectories/best", "/v1/trajectories/diverse",
                "/v1/trajectories/pairs", "/v1/trajectories/parents?rule=powerLaw&alpha=2&n=3&distinct=true&seed=5",
                "/v1/trajectories/parents",
                "/v1/trajectories/failures", "/v1/trajectories/insights", "/v1/trajectories/export", "/v1/trajectories/export?format=atif",
                "/v1/trajectories/j-1", "/v1/trajectories/j-2", "/v1/trajectories/j-3/lineage", "/v1/trajectories/none/lineage",
                "/v1/replay/tables", "/v1/digest", "/v1/digest/rows?part=trajectories/0", "/v1/digest/rows?part=agents",
                "/v1/tasks?limit=1")) {
            assertThat(api.get(path).statusCode()).as(path).isEqualTo(200);
        }
        for (String path : List.of("/v1/tasks?limit=1", "/v1/tasks", "/v1/agents", "/v1/rules", "/v1/trajectories?limit=1",
                "/v1/trajectories",
                "/v1/trajectories/best", "/v1/trajectories/failures", "/v1/trajectories/insights", "/v1/replay/tables")) {
            assertThat(api.get(path, "Accept", LINES).statusCode()).as(path).isEqualTo(200);
        }
        for (String table : List.of("uniform", "prioritized", "steps")) {
            assertThat(api.post("/v1/replay/" + table + "/sample", "").statusCode()).isEqualTo(200);
        }
        assertThat(api.post("/v1/replay/uniform/priorities", "{\"priorities\":[]}").statusCode()).isEqualTo(202);
        assertThat(api.events("/v1/trajectories/stream?from=start", 4)).hasSize(4);
    }

    private static void refuse(TestApi api) {
        limited().forEach(operation -> assertThat(ask(api, operation, "other=1").statusCode()).isEqualTo(400));
        api.ready.set(false);
        assertThat(api.get("/readyz").statusCode()).isEqualTo(503);
        assertThat(api.get("/v1/tasks/none").statusCode()).isEqualTo(404);
        assertThat(api.get("/v1/trajectories/none").statusCode()).isEqualTo(404);
        assertThat(api.post("/v1/replay/limited/sample", "{}").statusCode()).isEqualTo(429);
        for (String path : List.of("/v1/replay/uniform/sample", "/v1/replay/uniform/priorities")) {
            assertThat(api.post(path, " ".repeat(Limits.BODY + 1)).statusCode()).isEqualTo(413);
        }
    }

    /** What the replies together have to show. */
    private static Set<String> possible() {
        var possible = new TreeSet<String>();
        var schemas = new ArrayList<JsonNode>();
        for (Operation operation : DOCUMENT.operations()) {
            DOCUMENT.replies(operation).forEach((status, reply) -> {
                reply.path("content").properties().forEach(media -> {
                    if (!status.equals("default")) {
                        possible.add(operation.name() + " " + status + " " + media.getKey());
                        reply.path("headers").propertyNames().stream().filter(header -> !header.equals("Allow"))
                                .forEach(header -> possible.add(operation.name() + " " + status + " " + header));
                    }
                    schemas.add(media.getValue().path("schema"));
                });
            });
        }
        possible.addAll(Shown.possible(DOCUMENT, schemas));
        return possible;
    }

    /** All operations but the probes. */
    private static List<Operation> limited() {
        return DOCUMENT.operations().stream().filter(operation -> operation.path().startsWith("/v1/")).toList();
    }

    private static Set<String> named(Operation operation, String in) {
        var names = new TreeSet<String>();
        DOCUMENT.parameters(operation).stream().filter(parameter -> parameter.path("in").asString().equals(in))
                .forEach(parameter -> names.add(parameter.path("name").asString()));
        return names;
    }

    private static List<JsonNode> examples(Operation operation) {
        List<JsonNode> examples = operation.node().path("requestBody").findValues("value");
        assertThat(examples).as(operation.name()).isNotEmpty();
        return examples;
    }

    private static HttpResponse<String> ask(TestApi api, Operation operation, String query) {
        return ask(api, operation, query, "{}");
    }

    private static HttpResponse<String> ask(TestApi api, Operation operation, String query, String body) {
        String path = operation.path().replace("{table}", "uniform").replace("{id}",
                operation.path().startsWith("/v1/tasks") ? "t-2" : "j-1") + (query.isEmpty() ? "" : "?" + query);
        return operation.method().equals("GET") ? api.get(path) : api.post(path, body);
    }
}
