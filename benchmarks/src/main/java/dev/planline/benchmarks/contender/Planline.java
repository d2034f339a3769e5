package dev.planline.benchmarks.contender;

import dev.planline.benchmarks.workload.Workload;
import dev.planline.model.RoutedPlan;
import dev.planline.runtime.Outcome;
import dev.planline.runtime.Stage;
import dev.planline.runtime.Worker;
import dev.planline.runtime.WorkerSettings;
import dev.planline.runtime.WorkerSettings.FlowSettings;
import dev.planline.wire.Topic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** A stage of ours that passes routes on. It always decodes and encodes them: a stage takes and gives typed values. */
public final class Planline implements Contender {

    @Override
    public String name() {
        return "Planline";
    }

    @Override
    public boolean exactlyOnce() {
        return true;
    }

    @Override
    public boolean ordered() {
        return true;
    }

    @Override
    public Running start(Job job) {
        return start(job, job.id());
    }

    /** One of several workers of the same stage. */
    public static Running start(Job job, String instanceId) {
        Workload workload = job.workload();
        Stage stage = Stage.named(job.id()).reading(Topic.ROUTES, RoutedPlan.class, message -> {
            workload.work().perform();
            return Outcome.emit(Topic.VALIDATED, message.value());
        });
        return new Worker(stage, settings(job, instanceId), new SimpleMeterRegistry()).start()::close;
    }

    static WorkerSettings settings(Job job, String instanceId) {
        WorkerSettings defaults = WorkerSettings.of(job.bootstrapServers(), instanceId);
        FlowSettings flow = defaults.flow();
        return new WorkerSettings(
                defaults.bootstrapServers(),
                job.prefix(),
                defaults.instanceId(),
                new FlowSettings(flow.maxRecords(), flow.maxBytes(), job.workload().concurrency(), flow.perSecond()),
                defaults.commitInterval(),
                defaults.retry(),
                defaults.recordDeadline(),
                defaults.drainDeadline(),
                defaults.maxValueBytes(),
                /* clientMeters= */ false,
                ClientOptions.together());
    }
}
