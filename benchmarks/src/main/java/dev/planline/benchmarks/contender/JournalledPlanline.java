package dev.planline.benchmarks.contender;

import dev.planline.benchmarks.workload.Payload;
import dev.planline.benchmarks.workload.Work;
import dev.planline.model.RoutedPlan;
import dev.planline.runtime.Outcome;
import dev.planline.runtime.Stage;
import dev.planline.runtime.Worker;
import dev.planline.wire.Topic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;

/** A stage of ours that keeps a journal and may hang at one record. */
public final class JournalledPlanline {

    /** No record is stuck. */
    public static final int NONE = -1;

    private static final Duration FOREVER = Duration.ofHours(1);

    private final Journal journal;
    private final int stuck;

    /**
     * @param stuck number of the record that it never finishes; {@link #NONE} if it finishes all
     */
    public JournalledPlanline(Journal journal, int stuck) {
        this.journal = journal;
        this.stuck = stuck;
    }

    /** Starts; it works until it is closed. */
    public Contender.Running start(Job job) {
        Stage stage = Stage.named(job.id()).reading(Topic.ROUTES, RoutedPlan.class,
                message -> handle(job.workload().work(), message.value()));
        return new Worker(stage, Planline.settings(job, job.id()), new SimpleMeterRegistry()).start()::close;
    }

    private Outcome handle(Work work, RoutedPlan route) throws InterruptedException {
        int number = Payload.number(route);
        journal.begun(number);
        if (number == stuck) {
            Thread.sleep(FOREVER);
        }
        work.perform();
        journal.ended(number);
        return Outcome.emit(Topic.VALIDATED, route);
    }
}
