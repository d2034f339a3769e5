package dev.planline.benchmarks.contender;

import java.util.function.UnaryOperator;

/**
 * One step of a job on its own way.
 *
 * @param id names the group and the transactional id
 * @param handler makes of a value the one that is written
 */
record Hop(Job job, String id, String input, String output, UnaryOperator<byte[]> handler) {

    /** A job that is one step. */
    static Hop only(Job job) {
        return new Hop(job, job.id(), job.input(), job.output(), job.workload()::handle);
    }
}
