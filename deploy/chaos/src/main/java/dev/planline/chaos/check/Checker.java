package dev.planline.chaos.check;

import dev.planline.chaos.workload.Batch;
import dev.planline.chaos.workload.Item;
import dev.planline.chaos.workload.Workload;
import java.util.Map;
import java.util.TreeSet;

/**
 * Compares what was sent with what is on the log, and what readers saw with each other. A function of its inputs.
 *
 * <p>After the checker of Jepsen's workload for Kafka, for a pipeline: what is on the log of tasks is the truth for all stages behind it, so each
 * task there has to have come through every stage exactly as often as its kind asks.
 */
public final class Checker {

    /** Most rounds of a task, as the validators have it unless they are told otherwise. */
    private static final int ROUNDS = 3;

    private final Ledger ledger;
    private final History log;
    private final Findings findings = new Findings();

    private Checker(Ledger ledger, History log) {
        this.ledger = ledger;
        this.log = log;
    }

    /**
     * Checks a run that is over.
     *
     * @param ledger what the submitters know
     * @param live what a reader saw while it went on
     * @param log what a reader saw afterwards, from the beginning to the end
     */
    public static Findings check(Workload workload, Ledger ledger, History live, History log) {
        var checker = new Checker(ledger, log);
        checker.findings.addAll(log.findings());
        checker.compare(live);
        for (int number = 0; number < workload.size(); number++) {
            checker.submission(number);
            checker.stages(workload.item(number));
        }
        for (int batch = 0; batch < workload.batches(); batch++) {
            checker.transaction(workload.batch(batch));
        }
        return checker.findings;
    }

    private void compare(History live) {
        Map<String, Long> then = live.digests();
        Map<String, Long> now = log.digests();
        var partitions = new TreeSet<>(then.keySet());
        partitions.addAll(now.keySet());
        for (String partition : partitions) {
            if (!then.getOrDefault(partition, 0L).equals(now.getOrDefault(partition, 0L))) {
                findings.add(Finding.Kind.INCONSISTENT_READ,
                        "a reader of " + partition + " saw something else while it was written than is there now");
            }
        }
    }

    /** Is it on the log of tasks as often as its submitter was told? */
    private void submission(int number) {
        int times = log.count(Place.TASKS, number);
        if (times > 1) {
            findings.add(Finding.Kind.DOUBLED, "task " + number + " is " + times + " times on the log of tasks");
        }
        if (times == 0 && ledger.isAcknowledged(number)) {
            findings.add(Finding.Kind.LOST, "task " + number + " was acknowledged and is not on the log of tasks");
        }
        if (times > 0 && !ledger.mayBeSeen(number)) {
            findings.add(Finding.Kind.ABORTED_READ, "task " + number + " was given up and is on the log of tasks");
        }
    }

    /** Did it come through all stages as its kind asks, for each time that it is on the log of tasks? */
    private void stages(Item item) {
        int sent = log.count(Place.TASKS, item.number());
        switch (item.kind()) {
            case ORDINARY -> {
                expect(item, Place.PLANS, sent);
                expect(item, Place.ROUTES, sent);
                expect(item, Place.VALIDATED, sent);
                expectNothing(item, Place.REJECTED, Place.ABANDONED, Place.DEAD);
            }
            case HOPELESS -> {
                expect(item, Place.ABANDONED, sent);
                // in the last round it is the validator who gives up, otherwise the planner
                expect(item, Place.REJECTED, Math.min(log.count(Place.ROUTES, item.number()), ROUNDS - 1));
                if (sent > 0 && log.count(Place.ROUTES, item.number()) == 0) {
                    findings.add(Finding.Kind.LOST, "task " + item.number() + " was abandoned before it was routed");
                }
                expectNothing(item, Place.VALIDATED, Place.DEAD);
            }
            case MALFORMED -> {
                expect(item, Place.DEAD, sent);
                expectNothing(item, Place.PLANS, Place.ROUTES, Place.VALIDATED, Place.REJECTED, Place.ABANDONED);
            }
        }
    }

    private void expect(Item item, Place place, int times) {
        int seen = log.count(place, item.number());
        if (seen != times) {
            Finding.Kind more = times == 0 ? Finding.Kind.ABORTED_READ : Finding.Kind.DOUBLED;
            findings.add(seen < times ? Finding.Kind.LOST : more,
                    "task " + item.number() + " (" + item.kind() + ", key " + item.key() + ") is " + seen
                            + " times in " + place + " and has to be " + times + " times");
        }
    }

    private void expectNothing(Item item, Place... places) {
        for (Place place : places) {
            if (log.count(place, item.number()) > 0) {
                findings.add(Finding.Kind.WRONG_OUTCOME, "task " + item.number() + " is " + item.kind() + " and is in " + place);
            }
        }
    }

    /** Is a transaction there whole, or not at all? */
    private void transaction(Batch batch) {
        if (batch.way() != Batch.Way.COMMITTED) {
            return;
        }
        long there = batch.items().stream().filter(item -> log.count(Place.TASKS, item.number()) > 0).count();
        if (there != 0 && there != batch.items().size()) {
            findings.add(Finding.Kind.TORN_TRANSACTION,
                    "of the " + batch.items().size() + " tasks of transaction " + batch.number() + " only "
                            + there + " are on the log");
        }
    }
}
