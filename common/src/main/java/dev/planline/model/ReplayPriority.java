package dev.planline.model;

/**
 * A new replay priority for a trajectory.
 *
 * @param table the replay table that it applies to
 * @param priority zero or more; greater is sampled more often
 */
public record ReplayPriority(String trajectoryId, String table, double priority) {

    public ReplayPriority {
        Check.name("trajectoryId", trajectoryId);
        Check.name("table", table);
        Check.amount("priority", priority);
    }
}
