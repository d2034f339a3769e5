package dev.planline.chaos.network;

/** How the network between two processes fares. */
public sealed interface Condition {

    /** Everything gets through. */
    record Open() implements Condition {}

    /** Connections are reset, those that stand at once and new ones as soon as they are made. */
    record Dropped() implements Condition {}

    /**
     * Everything gets through late.
     *
     * @param millis by how much, for each piece
     */
    record Delayed(int millis) implements Condition {}

    /** Requests get through, answers wait until the network is open again; nobody is told. */
    record HalfOpen() implements Condition {}

    /**
     * Connections are reset in the middle of whatever they carry.
     *
     * @param bytes that each of them carries before, in both directions together
     */
    record ResetAfter(int bytes) implements Condition {}

    /** Connections stand and can be made, but nothing gets through until the network is open again; nobody is told. */
    record Blackhole() implements Condition {}
}
