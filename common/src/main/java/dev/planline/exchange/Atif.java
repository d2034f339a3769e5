package dev.planline.exchange;

import dev.planline.model.Trajectory;
import dev.planline.wire.Decoded;

/**
 * Trajectories in the Agent Trajectory Interchange Format (ATIF, RFC 0001 of the Harbor project), version 1.7.
 *
 * <p>What ATIF has no field for stands under {@value #KEY} in its {@code extra} fields, so that reading gives the trajectory
 * that was written. What a document of somebody else has and a trajectory has no field for is kept in the trajectory's
 * metrics under {@value #REST}. The fields are set out in {@code docs/exchange.md}.
 */
public final class Atif {

    /** What is ours in {@code extra}. */
    static final String KEY = "planline";

    /** What is ATIF's in {@code metrics}. */
    static final String REST = "atif";

    /** The version that is written. */
    static final String VERSION = "ATIF-v1.7";

    private Atif() {}

    /** The trajectory as a document. */
    public static AtifDocument of(Trajectory trajectory) {
        return new AtifExport(trajectory).document();
    }

    /**
     * Reads a document.
     *
     * @param json UTF-8; versions 1.0 to 1.7
     */
    public static Decoded<Trajectory> read(byte[] json) {
        return AtifImport.read(json);
    }
}
