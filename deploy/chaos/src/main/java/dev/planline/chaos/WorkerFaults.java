package dev.planline.chaos;

import dev.planline.chaos.check.Finding;
import dev.planline.chaos.check.Findings;
import dev.planline.chaos.cluster.ChildJvm;
import dev.planline.chaos.cluster.Workers;
import dev.planline.chaos.fault.Fault;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Kills workers, makes them stand still and starts them again. */
final class WorkerFaults implements Injection {

    private static final Duration DRAINS = Duration.ofSeconds(60);
    private static final Duration STARTS = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(100);

    private final Workers workers;
    private final Findings findings;
    private Runnable remedy = () -> {};

    WorkerFaults(Workers workers, Findings findings) {
        this.workers = workers;
        this.findings = findings;
    }

    @Override
    public void begin(Fault fault) throws InterruptedException {
        ChildJvm victim = workers.all().get(fault.pick() % workers.all().size());
        switch (fault.kind()) {
            case WORKER_KILL -> {
                victim.kill();
                remedy = victim::start;
            }
            case WORKER_PAUSE -> {
                victim.pause();
                remedy = victim::resume;
            }
            case WORKER_RESTART -> restartAll(workers.of(workers.stages().get(fault.pick() % workers.stages().size())));
            default -> throw new IllegalArgumentException("BUG: " + fault.kind() + " does not befall workers");
        }
    }

    private void restartAll(List<ChildJvm> stage) throws InterruptedException {
        for (ChildJvm worker : stage) {
            end(worker);
            worker.start();
        }
    }

    /** By SIGTERM, and by SIGKILL if that does not help. */
    private void end(ChildJvm worker) throws InterruptedException {
        awaitListening(worker);
        if (!worker.alive()) {
            endedByItself(worker);
        } else if (!worker.stop(DRAINS)) {
            findings.add(Finding.Kind.WORKER,
                    worker.name() + " did not end within " + DRAINS.toSeconds() + " s of SIGTERM; see " + worker.log());
            worker.kill();
        } else if (worker.exitCode() != 0) {
            findings.add(Finding.Kind.WORKER, worker.name() + " ended with " + worker.exitCode() + " on SIGTERM; see " + worker.log());
        }
    }

    /** A JVM that is told to end before its program can listen to that ends as Java does, not with 0. */
    private void awaitListening(ChildJvm worker) throws InterruptedException {
        URI management = workers.metrics().get(worker.name());
        long deadline = System.nanoTime() + STARTS.toNanos();
        while (management != null && worker.alive() && !listens(management) && System.nanoTime() < deadline) {
            Thread.sleep(LOOK);
        }
    }

    private static boolean listens(URI address) {
        try (var _ = new Socket(address.getHost(), address.getPort())) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void heal() {
        remedy.run();
        remedy = () -> {};
        for (ChildJvm worker : workers.all()) {
            if (!worker.alive()) {
                endedByItself(worker);
                worker.start();
            }
        }
    }

    private void endedByItself(ChildJvm worker) {
        findings.add(Finding.Kind.WORKER, worker.name() + " ended by itself with " + worker.exitCode() + "; see " + worker.log());
    }

    /** Ends all workers in an orderly way. */
    void stopAll() throws InterruptedException {
        for (ChildJvm worker : workers.all()) {
            end(worker);
        }
    }
}
