package dev.planline.client.api;

/**
 * A replay table and what is in it.
 *
 * @param table how it is declared
 * @param size trajectories in it now
 * @param inserts trajectories that were ever put into it
 * @param samples items drawn, if the table limits that; else 0
 * @param missingInserts trajectories that must be put in before one item may be drawn
 */
public record Table(Declaration table, long size, long inserts, long samples, long missingInserts) {

    /**
     * What can be sampled, and how; the words are those of the file of tables.
     *
     * @param item what one item is: a trajectory, a run of steps, or one step
     * @param steps length of a run
     * @param maxSize most trajectories in it
     * @param alpha how much priorities count, 0 for not at all
     * @param beta how much importance weights correct for that, 1 for fully
     */
    public record Declaration(String name, String sampler, String remover, String item, int steps, int maxSize, double alpha,
            double beta) {}
}
