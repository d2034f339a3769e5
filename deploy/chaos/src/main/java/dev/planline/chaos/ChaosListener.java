package dev.planline.chaos;

import dev.planline.chaos.fault.Fault;

/** Is told how a run goes on; from several threads. */
public interface ChaosListener {

    /** What the run does now. */
    void says(String what);

    /** A fault begins. */
    void fault(Fault fault);

    /** So many of the tasks have ended. */
    void progress(int ended, int tasks);
}
