package dev.planline.benchmarks.measure;

import dev.planline.benchmarks.contender.Job;
import dev.planline.benchmarks.contender.Journal;
import dev.planline.benchmarks.contender.JournalledPlanline;
import dev.planline.benchmarks.workload.Keys;
import dev.planline.benchmarks.workload.Work;
import dev.planline.benchmarks.workload.Workload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;

/**
 * What a worker of ours repeats after it was killed while one record was stuck.
 *
 * @param inFlight records that were taken up and not finished when it was killed
 * @param uncommitted records that were finished, but not yet committed
 * @param again records that the next one took up though the first had
 * @param needless those of them whose result was committed already
 * @param missing results that never came
 * @param doubled results that came again
 */
public record Redo(int inFlight, int uncommitted, int again, int needless, int missing, int doubled) {

    private static final int RECORDS = 20_000;
    private static final int STUCK = 500;
    private static final Duration QUIET = Duration.ofSeconds(2);

    /** Kills a worker once half of the records are done, and lets another finish. */
    public static Redo measure(Broker broker, int partitions, long seed) {
        Workload workload = Workload.working(Work.WAIT_10, Keys.UNIFORM, RECORDS, Duration.ofSeconds(60), 1_000);
        var job = new Job(broker.bootstrapServers(), "redo", "redo", partitions, workload);
        broker.createTopics(job.prefix(), partitions);
        Input.write(job, seed);
        try (var judge = new Judge(job)) {
            Path directory = Files.createTempDirectory("planline-redo");
            return measure(job, judge, directory.resolve("first"), directory.resolve("second"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            broker.deleteTopics(job.prefix());
        }
    }

    private static Redo measure(Job job, Judge judge, Path first, Path second) {
        try (var worker = start(first, STUCK)) {
            var _ = worker.ask(job.line());
            judge.watch(RECORDS / 2);
            worker.kill();
        }
        judge.settle(QUIET);
        BitSet committed = judge.seen();
        try (var worker = start(second, JournalledPlanline.NONE)) {
            var _ = worker.ask(job.line());
            judge.watch(RECORDS);
        }
        judge.settle(QUIET);
        return of(Journal.read(first), Journal.read(second).begun(), committed, judge.finding(null, Duration.ZERO));
    }

    private static Redo of(Journal.Content before, BitSet after, BitSet committed, Finding finding) {
        var again = (BitSet) after.clone();
        again.and(before.begun());
        var needless = (BitSet) after.clone();
        needless.and(committed);
        return new Redo(without(before.begun(), before.ended()), without(before.ended(), committed), again.cardinality(),
                needless.cardinality(), finding.expected() - finding.received(), finding.doubled());
    }

    private static int without(BitSet all, BitSet some) {
        var rest = (BitSet) all.clone();
        rest.andNot(some);
        return rest.cardinality();
    }

    private static ChildJvm start(Path journal, int stuck) {
        return new ChildJvm(ContenderJvms.OPTIONS, System.getProperty("java.class.path"), RedoMain.class, journal.toString(),
                Integer.toString(stuck));
    }
}
