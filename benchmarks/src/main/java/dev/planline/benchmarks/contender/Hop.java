package dev.planline.benchmarks.contender;

/**
 * One step of a job on its own way.
 *
 * @param id names the group and the transactional id
 */
record Hop(Job job, String id, String input, String output) {

    /** A job that is one step. */
    static Hop only(Job job) {
        return new Hop(job, job.id(), job.input(), job.output());
    }
}
