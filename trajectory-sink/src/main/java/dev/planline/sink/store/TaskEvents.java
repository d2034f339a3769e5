package dev.planline.sink.store;

import dev.planline.model.Abandonment;
import dev.planline.model.Assignment;
import dev.planline.model.Plan;
import dev.planline.model.Rejection;
import dev.planline.model.RoutedPlan;
import dev.planline.model.Task;
import dev.planline.model.Verdict;
import dev.planline.wire.Codec;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes the life of tasks: what each message about one says, in short. */
final class TaskEvents {

    private record Event(String taskId, @Nullable Integer revision, @Nullable Integer round, @Nullable String outcome,
            Map<String, Object> detail) {}

    private final Codec codec;

    TaskEvents(Codec codec) {
        this.codec = codec;
    }

    void add(Connection connection, List<LogEntry> entries) throws SQLException {
        try (var rows = new Batch(connection, "INSERT INTO task_events VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (LogEntry entry : entries) {
                Event event = event(entry);
                rows.add(entry.topic(), entry.place(), event.taskId(), entry.at().toEpochMilli(), event.revision(), event.round(),
                        event.outcome(), codec.toJson(event.detail()));
            }
            var _ = rows.run();
        }
    }

    private static Event event(LogEntry entry) {
        return switch (entry.value()) {
            case Task task -> new Event(task.taskId(), null, null, null,
                    Map.of("goal", task.goal(), "context", task.context(), "constraints", task.constraints()));
            case Plan plan -> new Event(plan.taskId(), plan.revision(), plan.round(), null, plan(plan));
            case RoutedPlan route -> route(route);
            case Rejection rejection -> new Event(rejection.task().taskId(), rejection.plan().revision(), rejection.verdict().round(),
                    "rejected", verdict(rejection.verdict()));
            case Abandonment abandonment -> {
                Plan plan = abandonment.plan();
                yield new Event(abandonment.task().taskId(), plan == null ? null : plan.revision(), abandonment.verdict().round(),
                        "abandoned", verdict(abandonment.verdict()));
            }
            case null, default -> new Event(String.valueOf(entry.key()), null, null, "deadLetter", Map.copyOf(entry.error()));
        };
    }

    private static Map<String, Object> plan(Plan plan) {
        var detail = new LinkedHashMap<String, Object>();
        detail.put("planner", plan.planner());
        detail.put("confidence", plan.confidence());
        detail.put("steps", plan.steps().size());
        detail.put("groups", plan.groups().size());
        detail.put("basedOn", plan.basedOn());
        detail.put("passedOver", plan.passedOver());
        if (plan.usage() != null) {
            detail.put("usage", plan.usage());
        }
        return detail;
    }

    private static Event route(RoutedPlan route) {
        var detail = new LinkedHashMap<String, Object>();
        Map<String, String> agents = route.assignments().stream()
                .collect(Collectors.toMap(Assignment::stepId, Assignment::agent, (one, other) -> one));
        detail.put("steps", route.plan().steps().stream().map(step -> Map.of(
                "stepId", step.stepId(), "type", step.type(), "agent", agents.getOrDefault(step.stepId(), ""), "dependsOn",
                step.dependsOn())).toList());
        detail.put("unassigned", route.unassigned());
        Verdict.Accepted accepted = route.verdict();
        if (accepted != null) {
            detail.putAll(verdict(accepted));
        }
        return new Event(route.plan().taskId(), route.plan().revision(), route.plan().round(), accepted == null ? null : "accepted",
                detail);
    }

    private static Map<String, Object> verdict(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Accepted accepted -> Map.of("score", accepted.score(), "components", accepted.components());
            case Verdict.Rejected rejected -> Map.of("blame", rejected.blame(), "violations", List.copyOf(rejected.violations()));
            case Verdict.Abandoned abandoned -> Map.of("reason", abandoned.reason(), "rounds", List.copyOf(abandoned.rounds()));
        };
    }
}
