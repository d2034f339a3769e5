package dev.planline.endtoend;

import dev.planline.model.Constraints;
import dev.planline.model.Plan;
import dev.planline.model.Step;
import dev.planline.model.Task;
import dev.planline.process.ServiceProcess;
import dev.planline.process.ServiceSpec;
import dev.planline.runtime.Message;
import dev.planline.runtime.Outcome;
import dev.planline.runtime.Stage;
import dev.planline.runtime.Worker;
import dev.planline.wire.Topic;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A worker whose stage makes a plan of one step from each task, and takes two milliseconds for it. */
final class PassThroughMain {

    static final String STAGE = "churn";

    private static final ServiceSpec SPEC = new ServiceSpec(STAGE, List.of(), (settings, worker, registry, tracing) -> new Worker(
            Stage.named(STAGE).reading(Topic.TASKS, Task.class, PassThroughMain::plan), worker, registry).start());

    private PassThroughMain() {}

    private static Outcome plan(Message<Task> message) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(2);
        Task task = message.value();
        return Outcome.emit(Topic.PLANS, new Plan(task.taskId(), 1, task.goal(), STAGE, 1, List.of(), List.of(),
                List.of(new Step("s", "code", task.goal(), null, List.of())), Map.of(), Constraints.DEFAULT, List.of()));
    }

    /** Runs it until it is told to stop. */
    public static void main(String[] arguments) {
        System.exit(ServiceProcess.run(SPEC, arguments, System.getenv(), System.err));
    }
}
