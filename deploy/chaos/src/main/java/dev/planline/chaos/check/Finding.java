package dev.planline.chaos.check;

/** Something that must not be. */
public record Finding(Kind kind, String message) {

    /** What is wrong, in the words of Jepsen's checker for Kafka where it has one. */
    public enum Kind {
        /** It was acknowledged, or it was seen at a stage, and what has to follow is not there. */
        LOST,
        /** It is there more often than once. */
        DOUBLED,
        /** Two messages of one key changed places. */
        REORDERED,
        /** What was given up is there. */
        ABORTED_READ,
        /** A part of a transaction is there and the other is not. */
        TORN_TRANSACTION,
        /** Two readers of what is committed did not see the same. */
        INCONSISTENT_READ,
        /** A committed offset went back, or does not fit what is on the log. */
        INCONSISTENT_OFFSET,
        /** It ended otherwise than it must. */
        WRONG_OUTCOME,
        /** The sink holds something else than the log says. */
        POOL_DIFFERS,
        /** Messages were left when the time after the last fault was over. */
        STUCK,
        /** A worker takes more and more memory, threads or files. */
        GROWS,
        /** A worker or a submitter ended by itself, or a worker did not end when told to. */
        WORKER
    }
}
