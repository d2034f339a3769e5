package dev.planline.cli.dataset;

import dev.planline.model.InvalidField;
import dev.planline.model.Trajectory;
import dev.planline.model.TrajectoryBuilder;
import dev.planline.model.TrajectoryOutcome;
import dev.planline.model.TrajectoryStep;
import dev.planline.wire.Codec;
import dev.planline.wire.Decoded;
import dev.planline.wire.SyntaxProblem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Requests with the tools that solve them, in the form of TaskBench (Shen et al., 2023; arXiv 2311.18760), which other sets
 * share. A solved request is a successful trajectory whose steps are its tools; a tool is an agent that takes steps of its own
 * type.
 */
public final class TaskBench {

    private static final String REQUEST = "user_request";
    private static final String NODES = "task_nodes";
    private static final String TOOLS = "nodes";
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Codec CODEC = new Codec();

    private TaskBench() {}

    /** The trajectory in a line of JSON: a solved request if it has a {@value #REQUEST}, else one of our own. */
    public static Decoded<Trajectory> trajectory(String line) {
        if (line.contains("\"" + REQUEST + "\"")) {
            try {
                JsonNode node = MAPPER.readTree(line);
                if (node.has(REQUEST)) {
                    return solved(node);
                }
            } catch (JacksonException e) {
                return new Decoded.Malformed<>("", "is not valid JSON: " + SyntaxProblem.of(e));
            } catch (InvalidField e) {
                return new Decoded.Malformed<>(e.field(), e.problem());
            }
        }
        return CODEC.decode(Trajectory.class, line);
    }

    private static Decoded<Trajectory> solved(JsonNode request) {
        if (!request.path("id").isValueNode()) {
            return new Decoded.Malformed<>("id", "is required");
        }
        List<String> tools = new ArrayList<>();
        for (JsonNode tool : request.path(NODES)) {
            String name = tool.path("task").asString("");
            if (name.isBlank()) {
                return new Decoded.Malformed<>(NODES + "[" + tools.size() + "].task", "is required");
            }
            tools.add(name);
        }
        if (tools.isEmpty()) {
            return new Decoded.Malformed<>(NODES, "must hold one tool or more");
        }
        String id = "taskbench-" + request.path("id").asString();
        return new Decoded.Value<>(new TrajectoryBuilder(id, tools.getFirst(), 0, TrajectoryOutcome.SUCCESS, 1)
                .goal(request.path(REQUEST).asString("").strip()).steps(steps(request, tools)).build());
    }

    private static List<TrajectoryStep> steps(JsonNode request, List<String> tools) {
        Map<Integer, List<String>> before = dependencies(request, tools);
        JsonNode texts = request.path("task_steps");
        var steps = new ArrayList<TrajectoryStep>();
        for (int i = 0; i < tools.size(); i++) {
            String tool = tools.get(i);
            String text = texts.size() == tools.size() ? texts.get(i).asString("") : "";
            steps.add(new TrajectoryStep(id(i), tool, tool, before.getOrDefault(i, List.of()), text, tool, Map.of(), null, "",
                    TrajectoryOutcome.SUCCESS, null, null));
        }
        return steps;
    }

    /** Links name tools; where a tool occurs more than once, the nearest before is meant. */
    private static Map<Integer, List<String>> dependencies(JsonNode request, List<String> tools) {
        var before = new HashMap<Integer, List<String>>();
        for (JsonNode link : request.path("task_links")) {
            for (int i = 1; i < tools.size(); i++) {
                int source = tools.subList(0, i).lastIndexOf(link.path("source").asString(""));
                if (source >= 0 && tools.get(i).equals(link.path("target").asString(""))) {
                    before.computeIfAbsent(i, _ -> new ArrayList<>()).add(id(source));
                }
            }
        }
        return before;
    }

    private static String id(int place) {
        return Integer.toString(place + 1);
    }

    /** The tools of a graph of them, as entries of the registry. */
    public static List<JsonNode> agents(JsonNode graph) {
        var agents = new ArrayList<JsonNode>();
        for (JsonNode tool : graph.path(TOOLS)) {
            ObjectNode agent = MAPPER.createObjectNode().put("description", tool.path("desc").asString(""));
            agent.set("name", tool.path("id"));
            agent.putArray("stepTypes").add(tool.path("id"));
            agent.set("skills", tool.has("domain") ? tool.path("domain") : MAPPER.createArrayNode());
            agents.add(agent);
        }
        return agents;
    }

    /** Whether this is a graph of tools. */
    public static boolean isTools(JsonNode node) {
        return node.path(TOOLS).isArray();
    }
}
