package dev.planline.router;

import dev.planline.model.Agent;
import dev.planline.model.CostTier;
import dev.planline.router.Descriptions.Match;
import dev.planline.router.Descriptions.Query;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures how often routing by description finds the tool that a step was written for. The figures and how to run it stand in
 * docs/routing-quality.md.
 */
final class RoutingQuality {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Pattern NUMBER = Pattern.compile("^\\s*Step\\s*\\d+[.:]?\\s*", Pattern.CASE_INSENSITIVE);

    private record Judged(boolean first, boolean amongThree, double margin, boolean found) {}

    private RoutingQuality() {}

    /**
     * Prints the figures.
     *
     * @param arguments a graph of tools and a file of requests, in the form of TaskBench
     */
    static void main(String[] arguments) throws IOException {
        Descriptions descriptions = Directory.of(agents(MAPPER.readTree(Files.readString(Path.of(arguments[0]))))).descriptions();
        List<Judged> judged = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of(arguments[1]))) {
            JsonNode request = MAPPER.readTree(line);
            JsonNode steps = request.path("task_steps");
            JsonNode tools = request.path("task_nodes");
            for (int i = 0; steps.size() == tools.size() && i < steps.size(); i++) {
                String tool = tools.get(i).path("task").asString("");
                judged.add(judge(descriptions.find(Query.of(stripped(steps.get(i).asString(""), tool)), _ -> true, 3), tool));
            }
        }
        System.out.printf(Locale.ROOT, "steps %d, found %.3f, first %.3f, among three %.3f%n", judged.size(),
                judged.stream().filter(Judged::found).count() / (double) judged.size(),
                judged.stream().filter(Judged::first).count() / (double) judged.size(),
                judged.stream().filter(Judged::amongThree).count() / (double) judged.size());
        for (double limit : new double[] {0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8}) {
            List<Judged> sure = judged.stream().filter(step -> step.found() && step.margin() >= limit).toList();
            System.out.printf(Locale.ROOT, "confidence >= %.1f: %.3f of the steps, first %.3f%n", limit,
                    sure.size() / (double) judged.size(),
                    sure.stream().filter(Judged::first).count() / (double) sure.size());
        }
    }

    private static Judged judge(List<Match> matches, String tool) {
        List<String> names = matches.stream().map(match -> match.entry().agent().name()).toList();
        return new Judged(!names.isEmpty() && names.getFirst().equals(tool), names.contains(tool), Descriptions.confidence(matches),
                !matches.isEmpty());
    }

    /** The text of a step without its number, and without the name of its tool, which would give it away. */
    private static String stripped(String text, String tool) {
        return NUMBER.matcher(text).replaceFirst("")
                .replaceAll("(?i)\\b(?:call|use|using|invoke)\\s+(?:the\\s+)?" + Pattern.quote(tool), "")
                .replaceAll("(?i)" + Pattern.quote(tool), "");
    }

    private static Map<String, Agent> agents(JsonNode graph) {
        var agents = new TreeMap<String, Agent>();
        for (JsonNode tool : graph.path("nodes")) {
            var domains = new ArrayList<String>();
            tool.path("domain").forEach(domain -> domains.add(domain.asString("")));
            var agent = new Agent(tool.path("id").asString(""), tool.path("desc").asString(""), List.of(), domains, CostTier.MEDIUM, null,
                    0.5, 10);
            agents.put(agent.name(), agent);
        }
        return agents;
    }
}
