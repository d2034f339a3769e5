package dev.planline.client;

import dev.planline.model.Constraints;
import dev.planline.model.Defaulted;
import dev.planline.model.Task;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A task as a user writes it down; its id may be left out.
 *
 * @param taskId null if one is to be given
 * @param goal as in {@link Task}
 * @param context as in {@link Task}
 * @param constraints as in {@link Task}
 */
public record TaskRequest(
        @Nullable String taskId,
        String goal,
        @Defaulted("{}") Map<String, Object> context,
        @Defaulted("{}") Constraints constraints) {

    public TaskRequest {
        var checked = new Task(taskId == null ? "none" : taskId, goal, context, constraints);
        context = checked.context();
    }

    /** The task, with an id from here if it has none. */
    public Task toTask(Supplier<String> ids) {
        return new Task(taskId == null ? ids.get() : taskId, goal, context, constraints);
    }
}
