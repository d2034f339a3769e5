package dev.planline.exchange;

import dev.planline.exchange.AtifDocument.FinalMetrics;
import dev.planline.exchange.AtifDocument.Metrics;
import dev.planline.exchange.AtifDocument.Source;
import dev.planline.exchange.AtifDocument.Step;
import dev.planline.model.InvalidField;
import dev.planline.model.Trajectory;
import dev.planline.wire.Decoded;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Makes a trajectory of a document. Each field is taken out of the document's JSON when it has found its place; what is left
 * at the end is kept whole, so that nothing is lost that nobody thought of.
 */
final class AtifImport {

    private final AtifDocument document;
    private final Map<String, Object> rest;
    private final Map<String, Object> trajectory = new LinkedHashMap<>();

    private AtifImport(AtifDocument document, byte[] json) {
        this.document = document;
        this.rest = Json.fields(json);
    }

    static Decoded<Trajectory> read(byte[] json) {
        return switch (Json.CODEC.decode(AtifDocument.class, json)) {
            case Decoded.Malformed<AtifDocument>(String field, String problem) -> new Decoded.Malformed<>(field, problem);
            case Decoded.Value<AtifDocument>(AtifDocument document) -> new AtifImport(document, json).trajectory();
        };
    }

    private Decoded<Trajectory> trajectory() {
        Map<String, Object> extra = Json.object(rest, "extra");
        boolean ours = extra.get(Atif.KEY) instanceof Map<?, ?>;
        if (ours) {
            trajectory.putAll(Json.object(extra, Atif.KEY));
            extra.remove(Atif.KEY);
        } else {
            trajectory.putAll(Map.of("generation", 0, "outcome", "unknown", "score", 0));
        }
        try {
            identify(ours);
        } catch (InvalidField e) {
            return new Decoded.Malformed<>(e.field(), e.problem());
        }
        agent(ours);
        costs();
        List<AtifSteps.Taken> taken = steps();
        if (!ours) {
            derive(taken);
        }
        keepRest();
        return switch (Json.CODEC.decode(Trajectory.class, Json.CODEC.encode(trajectory))) {
            case Decoded.Value<Trajectory> value -> value;
            case Decoded.Malformed<Trajectory>(String field, String problem) -> new Decoded.Malformed<>(place(field), problem);
        };
    }

    /** The document's id, within that of its run if both are there and not the same. */
    private void identify(boolean ours) {
        String id = document.trajectoryId();
        String session = document.sessionId();
        if (id == null && session == null) {
            throw new InvalidField("trajectory_id", "is required, or a session_id, to tell the trajectory from others");
        }
        if (ours) {
            trajectory.put("trajectoryId", Objects.requireNonNullElse(id, session));
            if (id != null && session != null) {
                trajectory.put("taskId", session);
            }
            rest.remove("trajectory_id");
            rest.remove("session_id");
        } else if (id == null || session == null || id.equals(session)) {
            trajectory.put("trajectoryId", Objects.requireNonNullElse(id, session));
            rest.remove("trajectory_id");
            rest.remove("session_id");
        } else {
            trajectory.put("trajectoryId", session + "/" + id);
        }
    }

    private void agent(boolean ours) {
        trajectory.put("agent", document.agent().name());
        if (!ours) {
            trajectory.put("policyVersion", document.agent().version());
        }
        Map<String, Object> agent = Json.object(rest, "agent");
        agent.remove("name");
        agent.remove("version");
    }

    private void costs() {
        FinalMetrics total = document.finalMetrics();
        trajectory.put("tokensIn", total != null && total.totalPromptTokens() != null
                ? total.totalPromptTokens()
                : sum(metrics -> orZero(metrics.promptTokens()).longValue()));
        trajectory.put("tokensOut", total != null && total.totalCompletionTokens() != null
                ? total.totalCompletionTokens()
                : sum(metrics -> orZero(metrics.completionTokens()).longValue()));
        trajectory.put("costUsd", total != null && total.totalCostUsd() != null
                ? total.totalCostUsd()
                : metrics().stream().mapToDouble(metrics -> orZero(metrics.costUsd()).doubleValue()).sum());
        Map<String, Object> left = Json.object(rest, "final_metrics");
        List.of("total_prompt_tokens", "total_completion_tokens", "total_cost_usd").forEach(left::remove);
        if (total != null && total.totalSteps() != null && total.totalSteps() == document.steps().size()) {
            left.remove("total_steps");
        }
    }

    private long sum(ToLongFunction<Metrics> tokens) {
        return metrics().stream().mapToLong(tokens).sum();
    }

    private List<Metrics> metrics() {
        return document.steps().stream().map(Step::metrics).filter(Objects::nonNull).toList();
    }

    private static Number orZero(@Nullable Number number) {
        return number == null ? 0 : number;
    }

    /** The first step of the user is the goal, the others are steps. */
    private List<AtifSteps.Taken> steps() {
        int goal = document.steps().stream().map(Step::source).toList().indexOf(Source.USER);
        trajectory.put("goal", goal < 0 ? "" : AtifContent.text(document.steps().get(goal).message()));
        var taken = new ArrayList<AtifSteps.Taken>();
        var steps = new ArrayList<Map<String, Object>>();
        var left = new TreeMap<String, Object>();
        List<Map<String, Object>> raw = Json.objects(rest, "steps");
        rest.remove("steps");
        for (int i = 0; i < raw.size(); i++) {
            Step step = document.steps().get(i);
            AtifSteps.Taken parts = AtifSteps.take(step, raw.get(i), i == goal);
            taken.add(parts);
            steps.addAll(parts.steps());
            if (!parts.rest().isEmpty()) {
                left.put(Integer.toString(step.stepId()), parts.rest());
            }
        }
        trajectory.put("steps", steps);
        if (!left.isEmpty()) {
            rest.put("steps", left);
        }
        return taken;
    }

    /** What the steps of a foreign document say of the whole. */
    private void derive(List<AtifSteps.Taken> taken) {
        List<Instant> times = document.steps().stream().map(Step::timestamp).filter(Objects::nonNull).map(AtifContent::time).sorted()
                .toList();
        if (!times.isEmpty()) {
            trajectory.put("createdAt", times.getLast().toString());
            trajectory.put("durationSeconds", Duration.between(times.getFirst(), times.getLast()).toNanos() / 1e9);
        }
        trajectory.put("toolsUsed", taken.stream().flatMap(parts -> parts.steps().stream()).map(step -> step.get("tool"))
                .filter(Objects::nonNull).distinct().toList());
    }

    private void keepRest() {
        List.of("agent", "final_metrics", "extra").forEach(name -> Json.object(rest, name).values().removeIf(AtifSteps::isEmpty));
        rest.values().removeIf(AtifSteps::isEmpty);
        if (rest.keySet().equals(Set.of("schema_version")) && document.schemaVersion().equals(Atif.VERSION)) {
            return;
        }
        var metrics = new LinkedHashMap<>(Json.object(trajectory, "metrics"));
        Object before = metrics.put(Atif.REST, rest);
        if (before != null) {
            rest.put("before", before);
        }
        trajectory.put("metrics", metrics);
    }

    /** The field of the document that a field of the trajectory comes from. */
    private static String place(String field) {
        return switch (field) {
            case "agent" -> "agent.name";
            case "trajectoryId" -> "trajectory_id";
            case "taskId" -> "session_id";
            default -> "extra." + Atif.KEY + "." + field;
        };
    }
}
