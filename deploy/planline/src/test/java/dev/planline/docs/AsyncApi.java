package dev.planline.docs;

import dev.planline.model.Redrive;
import dev.planline.testkit.GeneratedFile;
import dev.planline.testkit.Party;
import dev.planline.wire.EventHeaders;
import dev.planline.wire.Redrives;
import dev.planline.wire.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Writes the AsyncAPI document. */
final class AsyncApi {

    private final JsonNode declared;

    AsyncApi() throws IOException {
        declared = JsonMapper.shared().readTree(Files.readString(GeneratedFile.root().resolve("deploy/topics.json")));
    }

    String document() {
        return head()
                + "channels:\n" + each(this::channel) + deadLetterChannel() + redriveChannel()
                + "operations:\n" + Party.workers().stream().map(AsyncApi::operations).collect(Collectors.joining())
                + "components:\n  messages:\n" + each(AsyncApi::message) + deadLetterMessage()
                + message("redrive", "dev.planline.redrive", Redrive.class.getSimpleName(), "the dead letter")
                + schemas();
    }

    private static String head() {
        return """
                # Generated from the code; do not edit. AsyncApiTest checks it and rewrites it with -Dupdate.
                asyncapi: 3.0.0
                info:
                  title: Planline
                  version: %s
                  description: >-
                    The topics of Planline. Values are JSON; headers follow the Kafka binding of CloudEvents in binary mode. A bare value
                    without headers is accepted too. Consumers should read committed. An action is seen from the worker: it receives or sends.
                defaultContentType: application/json
                servers:
                  development:
                    host: 127.0.0.1:9092
                    protocol: kafka
                    description: the broker of planline dev
                """
                .formatted(EventHeaders.SCHEMA_VERSION + ".0.0");
    }

    private static String schemas() {
        return """
                  schemas:
                    eventHeaders:
                      type: object
                      properties:
                        ce_specversion: {type: string, const: "1.0"}
                        ce_id: {type: string}
                        ce_source: {type: string}
                        ce_type: {type: string}
                        ce_time: {type: string, format: date-time}
                        ce_dataschema: {type: string, format: uri, description: "ends in the version of the schema; unknown fields are passed over only if it is newer than the reader's"}
                        content-type: {type: string, const: application/json}
                        traceparent: {type: string, description: W3C trace context}
                        %s: {type: string, description: how often the message was redriven}
                        %s: {type: string, description: the dead letter that it was last redriven from}
                    errorHeaders:
                      type: object
                      description: those of the source, and these
                      required: [%s]
                      properties:
                %s"""
                .formatted(Redrives.COUNT, Redrives.OF, String.join(", ", ErrorHeaderDocs.required()), ErrorHeaderDocs.properties());
    }

    private static String each(Function<Topic, String> section) {
        return Arrays.stream(Topic.values()).map(section).collect(Collectors.joining());
    }

    private String channel(Topic topic) {
        String address = topic.name(Topic.DEFAULT_PREFIX);
        return """
                  %1$s:
                    address: %2$s
                    description: Written by %3$s. Read by %4$s.%5$s
                    messages:
                      %6$s: {$ref: '#/components/messages/%6$s'}
                    bindings:
                      kafka: {topic: %2$s, partitions: %7$d, topicConfiguration: %8$s, bindingVersion: 0.5.0}
                """.formatted(topic.shortName(), address, Party.writersOf(topic), Party.readersOf(topic),
                topic.compacted() ? " A null value removes the entry of its key." : "", messageName(topic),
                declared.get("partitions").intValue(), configuration(declared.get("topics").get(topic.shortName())));
    }

    private String deadLetterChannel() {
        return """
                  deadLetters:
                    address: planline.{topic}.dlq
                    description: What a stage gave up on. Written by the stage that reads the topic. Read by people; those of tasks, plans, routes and rejected also by the sink.
                    parameters:
                      topic: {enum: [%s]}
                    messages:
                      deadLetter: {$ref: '#/components/messages/deadLetter'}
                    bindings:
                      kafka: {partitions: %d, topicConfiguration: %s, bindingVersion: 0.5.0}
                """
                .formatted(Arrays.stream(Topic.values()).map(Topic::shortName).collect(Collectors.joining(", ")),
                        declared.get("partitions").intValue(), configuration(declared.get("deadLetters")));
    }

    private String redriveChannel() {
        return """
                  redrives:
                    address: %1$s
                    description: What was redriven, each record in one transaction with the message. Written and read by planline dlq.
                    messages:
                      redrive: {$ref: '#/components/messages/redrive'}
                    bindings:
                      kafka: {topic: %1$s, partitions: %2$d, topicConfiguration: %3$s, bindingVersion: 0.5.0}
                """
                .formatted(Redrives.topicName(Topic.DEFAULT_PREFIX), declared.get("partitions").intValue(),
                        configuration(declared.get("redrives")));
    }

    private static String configuration(JsonNode settings) {
        return settings.properties().stream()
                .map(setting -> setting.getKey() + ": " + (setting.getValue().isString()
                        ? "[" + setting.getValue().asString() + "]"
                        : setting.getValue().toString()))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String operations(Party party) {
        var text = new StringBuilder();
        party.reads().stream().sorted().forEach(topic -> text.append(operation(party, "receive", topic, "Receives",
                ", bindings: {kafka: {groupId: {type: string, const: planline-" + party.id() + "}, bindingVersion: 0.5.0}}")));
        party.looksUp().stream().sorted().forEach(topic -> text.append(operation(party, "receive", topic, "LooksUp",
                ", summary: every instance " + (topic.compacted() ? "holds the whole table" : "learns from the whole log"))));
        party.writes().stream().sorted().forEach(topic -> text.append(operation(party, "send", topic, "Sends", "")));
        return text.toString();
    }

    private static String operation(Party party, String action, Topic topic, String verb, String more) {
        return "  " + party.id() + verb + capitalized(topic.shortName()) + ": {action: " + action + ", channel: {$ref: '#/channels/"
                + topic.shortName() + "'}" + more + "}\n";
    }

    private static String message(Topic topic) {
        return message(messageName(topic), header(topic, "ce_type"), topic.type().getSimpleName(), key(topic));
    }

    private static String message(String name, String type, String title, String key) {
        return """
                    %1$s:
                      name: %2$s
                      title: %3$s
                      headers: {$ref: '#/components/schemas/eventHeaders'}
                      payload: {$ref: 'schemas/%1$s.json'}
                      bindings:
                        kafka: {key: {type: string, description: %4$s}, bindingVersion: 0.5.0}
                """.formatted(name, type, title, key);
    }

    private static String deadLetterMessage() {
        return """
                    deadLetter:
                      name: deadLetter
                      headers: {$ref: '#/components/schemas/errorHeaders'}
                      payload: {description: the bytes of the source as they were}
                      bindings:
                        kafka: {key: {description: as the source}, bindingVersion: 0.5.0}
                """;
    }

    static String key(Topic topic) {
        return switch (topic) {
            case AGENTS -> "name of the agent";
            case RULES -> "rule id";
            case CONTROLS -> "name of the stage";
            case PRIORITIES -> "trajectory id";
            case TRAJECTORIES -> "task id; the trajectory id if it has none";
            case TASKS, PLANS, ROUTES, VALIDATED, REJECTED, ABANDONED -> "task id";
        };
    }

    /** As the schema is called. */
    static String messageName(Topic topic) {
        return header(topic, "ce_dataschema").replaceAll(".*/schemas/(.+)/\\d+", "$1");
    }

    private static String header(Topic topic, String name) {
        return Objects.requireNonNull(EventHeaders.text(EventHeaders.of(topic, "id", "source", Instant.EPOCH, null), name));
    }

    private static String capitalized(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }
}
