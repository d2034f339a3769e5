package dev.planline.exchange;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.planline.model.InvalidField;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A document of ATIF: one run of an agent.
 *
 * @param sessionId of the run, which may have several documents
 * @param trajectoryId of the document
 * @param steps counted from 1, one or more
 * @param continuedTrajectoryRef where the run goes on
 * @param subagentTrajectories documents of agents that this one sent off
 */
public record AtifDocument(
        @JsonProperty("schema_version") String schemaVersion,
        @JsonProperty("session_id") @Nullable String sessionId,
        @JsonProperty("trajectory_id") @Nullable String trajectoryId,
        Agent agent,
        List<Step> steps,
        @Nullable String notes,
        @JsonProperty("final_metrics") @Nullable FinalMetrics finalMetrics,
        @JsonProperty("continued_trajectory_ref") @Nullable String continuedTrajectoryRef,
        @Nullable Map<String, Object> extra,
        @JsonProperty("subagent_trajectories") @Nullable List<AtifDocument> subagentTrajectories) {

    private static final Pattern READABLE = Pattern.compile("ATIF-v1\\.[0-7]");

    public AtifDocument {
        if (!READABLE.matcher(schemaVersion).matches()) {
            throw new InvalidField("schema_version", "is \"" + schemaVersion + "\"; ATIF-v1.0 to " + Atif.VERSION + " are read");
        }
        if (steps.isEmpty()) {
            throw new InvalidField("steps", "must hold one step or more");
        }
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).stepId() != i + 1) {
                throw new InvalidField("steps[" + i + "].step_id", "is " + steps.get(i).stepId() + "; must be " + (i + 1)
                        + ", steps are counted from 1");
            }
        }
        Set<@Nullable String> ids = new HashSet<>();
        for (AtifDocument child : subagentTrajectories == null ? List.<AtifDocument>of() : subagentTrajectories) {
            if (child.trajectoryId() == null || !ids.add(child.trajectoryId())) {
                throw new InvalidField("subagent_trajectories", "each needs a trajectory_id that no other has");
            }
        }
    }

    /** The agent system that ran. */
    public record Agent(
            String name, String version, @JsonProperty("model_name") @Nullable String modelName,
            @JsonProperty("tool_definitions") @Nullable List<Map<String, Object>> toolDefinitions, @Nullable Map<String, Object> extra) {}

    /** Who a step comes from. */
    public enum Source {
        /** The surroundings of the agent. */
        SYSTEM,
        /** Whoever set the task. */
        USER,
        /** The agent. */
        AGENT
    }

    /**
     * A turn of the run.
     *
     * @param timestamp ISO 8601
     * @param reasoningEffort a text or a number
     * @param message a text, or a list of parts
     * @param llmCallCount inferences that it stands for; 0 for a step without a model
     */
    public record Step(
            @JsonProperty("step_id") int stepId,
            @Nullable String timestamp,
            Source source,
            @JsonProperty("model_name") @Nullable String modelName,
            @JsonProperty("reasoning_effort") @Nullable Object reasoningEffort,
            Object message,
            @JsonProperty("reasoning_content") @Nullable String reasoningContent,
            @JsonProperty("tool_calls") @Nullable List<ToolCall> toolCalls,
            @Nullable Observation observation,
            @Nullable Metrics metrics,
            @JsonProperty("is_copied_context") @Nullable Boolean isCopiedContext,
            @JsonProperty("llm_call_count") @Nullable Integer llmCallCount,
            @Nullable Map<String, Object> extra) {

        public Step {
            AtifContent.check("message", message);
            if (timestamp != null) {
                var _ = AtifContent.time(timestamp);
            }
            if (source != Source.AGENT) {
                refuse("is for steps of the agent only",
                        Map.of("model_name", modelName != null, "reasoning_effort", reasoningEffort != null,
                                "reasoning_content", reasoningContent != null, "tool_calls", toolCalls != null, "metrics",
                                metrics != null));
            } else if (llmCallCount != null && llmCallCount == 0) {
                refuse("must not be there when llm_call_count is 0", Map.of("reasoning_content", reasoningContent != null, "metrics",
                        metrics != null));
            }
            checkCalls(toolCalls == null ? List.of() : toolCalls, observation);
        }

        private static void refuse(String problem, Map<String, Boolean> fields) {
            fields.entrySet().stream().filter(Map.Entry::getValue).map(Map.Entry::getKey).sorted().findFirst().ifPresent(field -> {
                throw new InvalidField(field, problem);
            });
        }

        private static void checkCalls(List<ToolCall> calls, @Nullable Observation observation) {
            var ids = new HashSet<String>();
            for (int i = 0; i < calls.size(); i++) {
                if (!ids.add(calls.get(i).toolCallId())) {
                    throw new InvalidField("tool_calls[" + i + "].tool_call_id", "\"" + calls.get(i).toolCallId() + "\" stands twice");
                }
            }
            List<Result> results = observation == null ? List.of() : observation.results();
            for (int i = 0; i < results.size(); i++) {
                String id = results.get(i).sourceCallId();
                if (id != null && !ids.contains(id)) {
                    throw new InvalidField("observation.results[" + i + "].source_call_id",
                            "no tool call of the step has the id \"" + id + "\"");
                }
            }
        }
    }

    /** A call of a tool. */
    public record ToolCall(
            @JsonProperty("tool_call_id") String toolCallId, @JsonProperty("function_name") String functionName,
            Map<String, Object> arguments, @Nullable Map<String, Object> extra) {}

    /** What came back. */
    public record Observation(List<Result> results) {}

    /**
     * What came back from one call.
     *
     * @param sourceCallId the call; null if it was none
     * @param content a text, or a list of parts
     */
    public record Result(
            @JsonProperty("source_call_id") @Nullable String sourceCallId, @Nullable Object content,
            @JsonProperty("subagent_trajectory_ref") @Nullable List<Map<String, Object>> subagentTrajectoryRef,
            @Nullable Map<String, Object> extra) {

        public Result {
            if (content != null) {
                AtifContent.check("content", content);
            }
        }
    }

    /** What an inference cost. */
    public record Metrics(
            @JsonProperty("prompt_tokens") @Nullable Long promptTokens,
            @JsonProperty("completion_tokens") @Nullable Long completionTokens,
            @JsonProperty("cached_tokens") @Nullable Long cachedTokens,
            @JsonProperty("cost_usd") @Nullable Double costUsd,
            @JsonProperty("prompt_token_ids") @Nullable List<Long> promptTokenIds,
            @JsonProperty("completion_token_ids") @Nullable List<Long> completionTokenIds,
            @Nullable List<Double> logprobs,
            @Nullable Map<String, Object> extra) {

        public Metrics {
            AtifContent.amount("prompt_tokens", promptTokens);
            AtifContent.amount("completion_tokens", completionTokens);
            AtifContent.amount("cached_tokens", cachedTokens);
            AtifContent.amount("cost_usd", costUsd);
        }
    }

    /** What the run cost. */
    public record FinalMetrics(
            @JsonProperty("total_prompt_tokens") @Nullable Long totalPromptTokens,
            @JsonProperty("total_completion_tokens") @Nullable Long totalCompletionTokens,
            @JsonProperty("total_cached_tokens") @Nullable Long totalCachedTokens,
            @JsonProperty("total_cost_usd") @Nullable Double totalCostUsd,
            @JsonProperty("total_steps") @Nullable Long totalSteps,
            @Nullable Map<String, Object> extra) {

        public FinalMetrics {
            AtifContent.amount("total_prompt_tokens", totalPromptTokens);
            AtifContent.amount("total_completion_tokens", totalCompletionTokens);
            AtifContent.amount("total_cached_tokens", totalCachedTokens);
            AtifContent.amount("total_cost_usd", totalCostUsd);
            AtifContent.amount("total_steps", totalSteps);
        }
    }
}
