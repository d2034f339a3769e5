package dev.planline.benchmarks.workload;

import dev.planline.model.Agent;
import dev.planline.model.RoutingRule;
import dev.planline.model.Task;
import dev.planline.wire.Codec;
import dev.planline.wire.Decoded;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The examples that come with Planline. */
public final class Examples {

    /** Refused as harmful, so it never comes out at the end. */
    private static final String HARMFUL = "t-37";

    private static final Codec CODEC = new Codec();

    private Examples() {}

    /** The agents. */
    public static List<Agent> agents() {
        return read("agents.yaml", Agent.class, new YAMLMapper());
    }

    /** The rules. */
    public static List<RoutingRule> rules() {
        return read("rules.yaml", RoutingRule.class, new YAMLMapper());
    }

    /** The tasks that a plan can be made for. */
    public static List<Task> tasks() {
        return read("tasks.jsonl", Task.class, new JsonMapper()).stream().filter(task -> !task.taskId().equals(HARMFUL)).toList();
    }

    private static <T> List<T> read(String file, Class<T> type, ObjectMapper mapper) {
        var all = new ArrayList<T>();
        try (InputStream in = Examples.class.getResourceAsStream("/examples/" + file)) {
            if (in == null) {
                throw new IllegalStateException("BUG: " + file + " is not in the jar");
            }
            try (MappingIterator<JsonNode> nodes = mapper.readerFor(JsonNode.class).readValues(in)) {
                nodes.forEachRemaining(node -> all.add(decoded(file, type, node)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(all);
    }

    private static <T> T decoded(String file, Class<T> type, JsonNode node) {
        return switch (CODEC.decode(type, CODEC.encode(node))) {
            case Decoded.Value<T>(T value) -> value;
            case Decoded.Malformed<T> malformed -> throw new IllegalStateException("BUG: " + file + ": " + malformed.message());
        };
    }
}
