package dev.planline.chaos.check;

/**
 * What the submitters know of what they sent. Each item is written by one thread; to be read when those have ended.
 */
public final class Ledger {

    private static final byte SENT = 1;
    private static final byte ACKNOWLEDGED = 2;
    private static final byte GIVEN_UP = 3;

    private final byte[] states;

    /** Of a workload of this many items, of which none has been sent. */
    public Ledger(int size) {
        states = new byte[size];
    }

    /** Whether it is on the log is not known, from now on. */
    public void sending(int item) {
        states[item] = SENT;
    }

    /** It is on the log. */
    public void acknowledged(int item) {
        states[item] = ACKNOWLEDGED;
    }

    /** Nobody may see it. */
    public void givenUp(int item) {
        states[item] = GIVEN_UP;
    }

    boolean isAcknowledged(int item) {
        return states[item] == ACKNOWLEDGED;
    }

    /** Whether it may stand on the log. */
    boolean mayBeSeen(int item) {
        return states[item] == SENT || states[item] == ACKNOWLEDGED;
    }

    /** How many were sent, whatever became of them. */
    public int sent() {
        return acknowledged() + givenUp() + unknown();
    }

    /** How many were acknowledged. */
    public int acknowledged() {
        return count(ACKNOWLEDGED);
    }

    /** How many were given up. */
    public int givenUp() {
        return count(GIVEN_UP);
    }

    /** How many were sent and neither acknowledged nor given up. */
    public int unknown() {
        return count(SENT);
    }

    private int count(byte state) {
        int count = 0;
        for (byte each : states) {
            if (each == state) {
                count++;
            }
        }
        return count;
    }
}
