package dev.planline.exchange;

import dev.planline.exchange.AtifDocument.Result;
import dev.planline.exchange.AtifDocument.Step;
import dev.planline.exchange.AtifDocument.ToolCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes steps of a trajectory of one step of a document: one for each call, since a step of ours has one tool at most. */
final class AtifSteps {

    private final Step step;
    private final Map<String, Object> rest;
    private final Map<String, Object> ours;
    private final boolean foreign;

    private AtifSteps(Step step, Map<String, Object> rest) {
        this.step = step;
        this.rest = rest;
        Map<String, Object> extra = Json.object(rest, "extra");
        this.foreign = !(extra.get(Atif.KEY) instanceof Map<?, ?>);
        this.ours = Json.object(extra, Atif.KEY);
        extra.remove(Atif.KEY);
    }

    /**
     * What came of a step.
     *
     * @param steps as fields of steps of a trajectory
     * @param rest fields of the step that found no place
     */
    record Taken(List<Map<String, Object>> steps, Map<String, Object> rest) {}

    /**
     * Takes a step.
     *
     * @param raw its fields, of which those are removed that find a place
     * @param goal whether its message is the goal, so that it is no step
     */
    static Taken take(Step step, Map<String, Object> raw, boolean goal) {
        return new AtifSteps(step, raw).taken(goal);
    }

    private Taken taken(boolean goal) {
        List.of("step_id", "source").forEach(rest::remove);
        if (step.message() instanceof String) {
            rest.remove("message");
        }
        var steps = new ArrayList<Map<String, Object>>();
        if (!goal) {
            List<ToolCall> calls = step.toolCalls() == null ? List.of() : step.toolCalls();
            for (int i = 0; i < Math.max(1, calls.size()); i++) {
                steps.add(fields(calls, i));
            }
            rest.remove("reasoning_content");
            takeTime();
            takeCalls(calls);
        }
        rest.values().removeIf(AtifSteps::isEmpty);
        return new Taken(steps, rest);
    }

    private Map<String, Object> fields(List<ToolCall> calls, int i) {
        var fields = new LinkedHashMap<>(ours);
        String id = Integer.toString(step.stepId());
        if (foreign) {
            fields.put("stepId", calls.size() > 1 ? id + "." + (i + 1) : id);
            fields.put("type", step.source().name().toLowerCase(Locale.ROOT));
        }
        if (i == 0) {
            fields.put("description", AtifContent.text(step.message()));
            fields.put("reasoning", Objects.requireNonNullElse(step.reasoningContent(), ""));
        }
        if (step.timestamp() != null) {
            fields.put("startedAt", AtifContent.time(step.timestamp()).toString());
        }
        ToolCall call = i < calls.size() ? calls.get(i) : null;
        if (call != null) {
            fields.put("tool", call.functionName());
            fields.put("arguments", call.arguments());
        }
        Object observed = observed(call == null ? null : call.toolCallId());
        if (observed != null) {
            fields.putIfAbsent("observation", observed);
        }
        return fields;
    }

    /** The content that came back from a call if that is all, otherwise the results with all their fields. */
    private @Nullable Object observed(@Nullable String callId) {
        List<Result> results = results().stream().filter(result -> Objects.equals(result.sourceCallId(), callId)).toList();
        if (results.isEmpty()) {
            return null;
        }
        Result first = results.getFirst();
        boolean plain = results.size() == 1 && first.extra() == null && first.subagentTrajectoryRef() == null;
        return plain ? first.content() : results.stream().map(AtifSteps::withoutCall).toList();
    }

    private static Map<String, Object> withoutCall(Result result) {
        Map<String, Object> fields = Json.fields(result);
        fields.remove("source_call_id");
        return fields;
    }

    private List<Result> results() {
        return step.observation() == null ? List.of() : step.observation().results();
    }

    private void takeTime() {
        String time = step.timestamp();
        if (time != null && AtifContent.time(time).toString().equals(time)) {
            rest.remove("timestamp");
        }
    }

    /** Leaves the ids of calls that are not as we write them, what else a call has, and results of a step's calls that belong to none of them. */
    private void takeCalls(List<ToolCall> calls) {
        var left = new ArrayList<Map<String, Object>>();
        for (ToolCall call : calls) {
            Map<String, Object> fields = Json.fields(call);
            List.of("function_name", "arguments").forEach(fields::remove);
            left.add(fields);
        }
        boolean known = calls.stream().allMatch(call -> call.extra() == null && call.toolCallId().equals(AtifExport.callId(step.stepId())));
        rest.remove("tool_calls");
        if (!known) {
            rest.put("tool_calls", left);
        }
        List<Map<String, Object>> loose = calls.isEmpty()
                ? List.of()
                : results().stream().filter(result -> result.sourceCallId() == null).map(AtifSteps::withoutCall).toList();
        rest.remove("observation");
        if (!loose.isEmpty()) {
            rest.put("observation", Map.of("results", loose));
        }
    }

    static boolean isEmpty(@Nullable Object value) {
        return value == null || (value instanceof Map<?, ?> map && map.isEmpty()) || (value instanceof List<?> list && list.isEmpty());
    }
}
