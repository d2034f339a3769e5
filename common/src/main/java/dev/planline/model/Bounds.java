package dev.planline.model;

/** The limits that records of several kinds share. */
public final class Bounds {

    /** Longest name or id, in characters. */
    public static final int NAME = 200;

    /** Longest regular expression of a rule, in characters. */
    public static final int REGEX = 500;

    /** Most entries of a list of step types or skills. */
    public static final int NAMES = 1_000;

    /** Most levels of objects and lists in free JSON: fewer than a message may have, since it travels on within others. */
    public static final int JSON_DEPTH = 64;

    /** Largest amount of dollars or seconds, and largest priority or rate. Sums of many stay far from where numbers end. */
    public static final double AMOUNT = 1e12;

    /** Largest count of tokens. Sums of many fit into 64 bits. */
    public static final long COUNT = 1_000_000_000_000_000L;

    /** Years of times go from minus this ... */
    public static final int EARLIEST_YEAR = -9_999;

    /** ... to this, so that every part can compute with them. */
    public static final int LATEST_YEAR = 99_999;

    private Bounds() {}
}
