package dev.planline.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.planline.model.Redrive;
import dev.planline.model.Verdict;
import dev.planline.testkit.GeneratedFile;
import dev.planline.testkit.Variants;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class SchemasTest {

    /** What is put in the place of every part of a sample, to see whether schema and codec agree about it. */
    private static final List<String> PROBES = List.of("null", "true", "0", "1", "2", "-1", "6", "1001", "0.5", "1.5", "-0.5", "3000000000",
            "1000000000000", "1000000000001", "1000000000000001",
            "\"\"", "\" \"", "\"x\"", "\"x\\n\"", "\"low\"", "\"2026-12-01T00:00:00Z\"", "\"" + "x".repeat(201) + "\"",
            "\"" + "x".repeat(501) + "\"", "\"" + "x".repeat(5_001) + "\"", "[]", "[null]", "[1]", "[\"\"]", "[{}]", "{}",
            "[" + "\"x\",".repeat(1_000) + "\"x\"]", "{\"in\": [[]]}",
            "{\"x\": null}", "{\"x\": 1}", "{\"in\": []}", "{\"lte\": 1}", "{\"lte\": 1, \"regex\": \"x\"}");

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private final Codec codec = new Codec();

    @ParameterizedTest
    @EnumSource
    void theFilesShowTheRecords(Topic topic) throws IOException {
        checkFile(name(topic), document(topic));
    }

    private static void checkFile(String name, Map<String, Object> document) throws IOException {
        var printer = new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
        String json = MAPPER.writer().with(printer).writeValueAsString(document);
        GeneratedFile.check("docs/schemas/" + name + ".json", json + "\n");
    }

    @Test
    void whatWasRedrivenHasASchemaToo() throws IOException {
        String id = EventHeaders.text(EventHeaders.ofRedrive("id", "source", Instant.EPOCH), "ce_dataschema");
        assertThat(id).endsWith("/redrive/1");
        Map<String, Object> document = SchemaWriter.document(Redrive.class, id, Map.of());
        checkFile("redrive", document);
        assertThat(MAPPER.readTree(WireSamples.REDRIVE).propertyNames())
                .containsExactlyInAnyOrderElementsOf(Component.of(Redrive.class).stream().map(Component::name).toList());
        assertThat(disagreements(Redrive.class, schemaOf(document), Variants.of(MAPPER.readTree(WireSamples.REDRIVE), PROBES))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void theSampleSetsEveryFieldAndIsAccepted(Topic topic) {
        String sample = WireSamples.of(topic);
        assertThat(MAPPER.readTree(sample).propertyNames())
                .containsExactlyInAnyOrderElementsOf(Component.of(topic.type()).stream().map(Component::name).toList());
        assertThat(errors(topic, sample)).isEmpty();
        assertThat(codec.decode(topic.type(), sample)).isInstanceOf(Decoded.Value.class);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "VALIDATED")
    void theSchemaAcceptsExactlyWhatTheCodecAccepts(Topic topic) {
        assertThat(disagreements(topic.type(), schema(topic), variants(topic))).isEmpty();
    }

    private List<String> disagreements(Class<?> type, Schema schema, List<String> variants) {
        var disagreements = new ArrayList<String>();
        for (String json : variants) {
            boolean valid = errors(schema, json).isEmpty();
            boolean decoded = codec.decode(type, json) instanceof Decoded.Value;
            if (valid != decoded) {
                disagreements.add((valid ? "schema alone accepts " : "codec alone accepts ") + json);
            }
        }
        return disagreements;
    }

    @Test
    void whatIsValidatedHasAVerdict() {
        ObjectNode route = (ObjectNode) MAPPER.readTree(WireSamples.of(Topic.VALIDATED));
        assertThat(errors(Topic.VALIDATED, route.toString())).isEmpty();
        route.remove("verdict");
        assertThat(errors(Topic.VALIDATED, route.toString())).hasSize(1);
        assertThat(errors(Topic.ROUTES, route.toString())).isEmpty();
    }

    @Test
    void everyLimitIsOneOfAField() {
        Stream<Class<?>> records = Stream.concat(Stream.of(Verdict.class.getPermittedSubclasses()),
                Stream.of(Verdict.Components.class, Redrive.class));
        Stream<String> fields = Stream.concat(records, Arrays.stream(Topic.values()).flatMap(topic -> parts(topic.type())))
                .flatMap(type -> Arrays.stream(type.getRecordComponents())
                        .map(component -> type.getSimpleName() + "." + component.getName()));
        assertThat(Limits.fields()).isSubsetOf(fields.toList());
    }

    /** The record and those in it. */
    private static Stream<Class<?>> parts(Class<?> type) {
        return Stream.concat(Stream.of(type), Arrays.stream(type.getRecordComponents()).map(RecordComponent::getGenericType)
                .map(component -> component.getTypeName().replaceAll(".*[<, ]([\\w.$]+)>+", "$1"))
                .filter(name -> name.startsWith("dev.planline.model"))
                .map(SchemasTest::named)
                .filter(part -> part.isRecord() && part != type)
                .flatMap(SchemasTest::parts));
    }

    private static Class<?> named(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Object> document(Topic topic) {
        return SchemaWriter.document(topic, id(topic));
    }

    private static String id(Topic topic) {
        String id = EventHeaders.text(EventHeaders.of(topic, "id", "source", Instant.EPOCH, null), "ce_dataschema");
        assertThat(id).isNotNull();
        return id;
    }

    private static String name(Topic topic) {
        return id(topic).replaceAll(".*/schemas/(.+)/\\d+", "$1");
    }

    private static Schema schema(Topic topic) {
        return schemaOf(document(topic));
    }

    private static Schema schemaOf(Map<String, Object> document) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(MAPPER.writeValueAsString(document));
    }

    private static List<String> errors(Topic topic, String json) {
        return errors(schema(topic), json);
    }

    private static List<String> errors(Schema schema, String json) {
        return schema.validate(json, InputFormat.JSON, context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream().map(Object::toString).toList();
    }

    private static List<String> variants(Topic topic) {
        return Variants.of(MAPPER.readTree(WireSamples.of(topic)), PROBES);
    }
}
