package dev.planline.sink.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The document of the API: what it says of each address, and whether a request and its reply are as it says. */
final class OpenApi {

    /** As it stands in {@code docs}. */
    static final OpenApi DOCUMENT = new OpenApi(new YAMLMapper().readTree(Path.of("..", "docs", "openapi.yaml").toFile()));

    /** What any address may answer without saying so: another method, too large a request, a failure. */
    private static final Set<Integer> ANYWHERE = Set.of(405, 413, 414, 431, 500);

    /** Headers that HTTP itself is about. */
    private static final Set<String> TRANSPORT = Set.of("connection", "content-length", "content-type", "date", "transfer-encoding");

    private static final JsonMapper JSON = JsonMapper.shared();

    /** What an address offers. */
    record Operation(String method, String path, JsonNode node) {

        String name() {
            return method + " " + path;
        }

        private Optional<Map<String, String>> match(String asked, String rawPath) {
            return method.equals(asked) ? Route.get(path, request -> Reply.json("")).match(rawPath) : Optional.empty();
        }
    }

    private final JsonNode root;
    private final IdentityHashMap<JsonNode, Schema> schemas = new IdentityHashMap<>();
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    OpenApi(JsonNode root) {
        this.root = root;
    }

    JsonNode root() {
        return root;
    }

    List<Operation> operations() {
        var operations = new ArrayList<Operation>();
        root.path("paths").properties().forEach(path -> path.getValue().properties().forEach(
                method -> operations.add(new Operation(method.getKey().toUpperCase(Locale.ROOT), path.getKey(), method.getValue()))));
        return operations;
    }

    /** The parameters of an operation, each without reference. */
    List<JsonNode> parameters(Operation operation) {
        return operation.node().path("parameters").valueStream().map(this::resolve).toList();
    }

    /** The replies that an operation names, by status. */
    Map<String, JsonNode> replies(Operation operation) {
        var replies = new TreeMap<String, JsonNode>();
        operation.node().path("responses").properties().forEach(reply -> replies.put(reply.getKey(), resolve(reply.getValue())));
        return replies;
    }

    /** The node, or what it refers to. */
    JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? root.requiredAt(node.path("$ref").asString().substring(1)) : node;
    }

    /** What is wrong with a value; empty if nothing is. */
    synchronized List<String> errors(JsonNode schema, JsonNode value) {
        return schemas.computeIfAbsent(schema, this::compiled)
                .validate(value, context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream().map(Error::toString).toList();
    }

    private Schema compiled(JsonNode schema) {
        ObjectNode whole = ((ObjectNode) schema).deepCopy();
        whole.set("components", root.path("components"));
        return registry.getSchema(whole);
    }

    /** The schema of the body of a request; missing if it takes none. */
    static JsonNode body(Operation operation) {
        return operation.node().path("requestBody").path("content").path("application/json").path("schema");
    }

    /**
     * Fails unless an exchange is as the document says.
     *
     * @param address path and query
     * @param body of the request; empty if there is none
     * @param values what the reply says: the whole if it is JSON or text, else each line, or the data of each event
     * @return what was shown by it: the reply, its headers, and the fields that were there or were not
     */
    Set<String> check(String method, String address, String body, int status, Map<String, List<String>> headers, List<String> values) {
        int query = address.indexOf('?');
        String path = query < 0 ? address : address.substring(0, query);
        String type = headers.getOrDefault("content-type", List.of("")).getFirst().replaceFirst(";.*", "");
        Operation operation = operations().stream().filter(each -> each.match(method, path).isPresent()).findFirst().orElse(null);
        String what = (operation == null ? method + " " + path : operation.name()) + " " + status;
        JsonNode reply = operation == null ? elsewhere(status) : replies(operation).get(String.valueOf(status));
        if (reply == null && ANYWHERE.contains(status) && operation != null) {
            reply = replies(operation).get("default");
        }
        assertThat(reply).as(what + " is in the document").isNotNull();
        if (operation != null && status < 300) {
            checkRequest(operation, query < 0 ? "" : address.substring(query + 1), body);
        }
        var shown = new Shown(this);
        checkHeaders(what, reply, headers, shown);
        JsonNode media = reply.path("content").path(type);
        assertThat(media.isMissingNode()).as(what + " may have the type " + type).isFalse();
        boolean json = !type.startsWith("text/plain") && !type.endsWith("yaml");
        for (String text : values) {
            JsonNode value = json ? JSON.readTree(text) : StringNode.valueOf(text);
            assertThat(errors(media.path("schema"), value)).as(what + ": " + text).isEmpty();
            shown.value("", media.path("schema"), value);
        }
        if (operation != null) {
            shown.add(what + " " + type);
        }
        return shown.all();
    }

    /** What may be answered where nothing is. */
    private @Nullable JsonNode elsewhere(int status) {
        return root.path("components").path("responses").get(switch (status) {
            case 401 -> "Challenge";
            case 503 -> "Unavailable";
            default -> "Error";
        });
    }

    private void checkHeaders(String what, JsonNode reply, Map<String, List<String>> headers, Shown shown) {
        var missing = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        missing.putAll(headers);
        TRANSPORT.forEach(missing::remove);
        reply.path("headers").properties().forEach(header -> {
            JsonNode declared = resolve(header.getValue());
            List<String> values = missing.remove(header.getKey());
            if (values == null) {
                assertThat(declared.path("required").asBoolean(false)).as(what + " without " + header.getKey()).isFalse();
            } else {
                assertThat(errors(declared.path("schema"), StringNode.valueOf(values.getFirst()))).as(what + ": " + header.getKey())
                        .isEmpty();
                shown.add(what + " " + header.getKey());
            }
        });
        assertThat(missing).as(what + ": headers that the document does not name").isEmpty();
    }

    /** What was answered well was asked as the document says. */
    private void checkRequest(Operation operation, String query, String body) {
        for (String pair : query.isEmpty() ? new String[0] : query.split("&")) {
            String name = Request.decode(pair.replaceFirst("=.*", ""));
            JsonNode parameter = parameters(operation).stream().filter(each -> each.path("name").asString().equals(name)).findFirst()
                    .orElseThrow(() -> new AssertionError(operation.name() + " has no parameter " + name));
            assertThat(parameterErrors(parameter, Request.decode(pair.replaceFirst("[^=]*=", "")))).as(operation.name() + "?" + pair)
                    .isEmpty();
        }
        if (!body.isBlank()) {
            assertThat(errors(body(operation), JSON.readTree(body))).as(operation.name() + ": " + body).isEmpty();
        }
    }

    /** What is wrong with the value of a parameter, which is read as JSON unless it is a text. */
    List<String> parameterErrors(JsonNode parameter, String value) {
        JsonNode schema = parameter.path("schema");
        boolean text = Stream.of("integer", "number", "boolean").noneMatch(schema.path("type").asString("")::equals);
        return errors(schema, text || !value.matches("-?\\d+(\\.\\d+)?|true|false") ? StringNode.valueOf(value) : JSON.readTree(value));
    }
}
