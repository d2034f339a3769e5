package dev.planline.chaos;

import dev.planline.chaos.fault.Fault;

/** Brings faults about, one after the other, and puts right what they did. */
interface Injection {

    /** Brings it about. */
    void begin(Fault fault) throws InterruptedException;

    /** Puts right what the last one did, and waits until that has come to effect, but not for ever. */
    void heal() throws InterruptedException;
}
