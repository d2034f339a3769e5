package dev.planline.sink.pool;

import dev.planline.model.InvalidField;
import dev.planline.model.Operator;
import dev.planline.model.TrajectoryOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Conditions of a query, with their arguments. */
final class Where {

    private final List<String> conditions = new ArrayList<>();
    private final List<Object> arguments = new ArrayList<>();

    static Where of(TrajectoryFilter filter) {
        Operator operator = filter.operator();
        TrajectoryOutcome outcome = filter.outcome();
        var where = new Where()
                .and("agent = ?", filter.agent())
                .and("task_id = ?", filter.taskId())
                .and("generation >= ?", filter.minGeneration())
                .and("generation <= ?", filter.maxGeneration())
                .and("score >= ?", filter.minScore())
                .and("score <= ?", filter.maxScore())
                .and("operator = ?", operator == null ? null : operator.name().toLowerCase(Locale.ROOT))
                .and("outcome = ?", outcome == null ? null : outcome.name().toLowerCase(Locale.ROOT))
                .and("trajectory_id IN (SELECT trajectory_id FROM parents WHERE parent_id = ?)", filter.parent())
                .and("created_at >= ?", filter.since() == null ? null : filter.since().toEpochMilli())
                .and("created_at < ?", filter.until() == null ? null : filter.until().toEpochMilli());
        String text = filter.text();
        if (text != null) {
            String[] words = text.toLowerCase(Locale.ROOT).strip().split("\\s+");
            if (words.length > TrajectoryFilter.WORDS) {
                throw new InvalidField("text", "has " + words.length + " words; at most " + TrajectoryFilter.WORDS + " are looked for");
            }
            for (String word : words) {
                where.and("EXISTS (SELECT 1 FROM bodies WHERE bodies.place = live.place AND search LIKE ? ESCAPE '!')",
                        "%" + literal(word) + "%");
            }
        }
        return where;
    }

    /** A text in which nothing has a meaning of its own for LIKE. */
    private static String literal(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }

    Where and(String condition, @Nullable Object... given) {
        for (Object argument : given) {
            if (argument == null) {
                return this;
            }
        }
        conditions.add(condition);
        for (Object argument : given) {
            arguments.add(Objects.requireNonNull(argument));
        }
        return this;
    }

    String sql() {
        return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
    }

    Object[] arguments(Object... more) {
        var all = new ArrayList<>(arguments);
        all.addAll(List.of(more));
        return all.toArray();
    }
}
