package dev.planline.benchmarks.scaling;

import dev.planline.benchmarks.contender.Planline;
import dev.planline.benchmarks.measure.ContenderMain;
import java.io.IOException;

/** One of several workers of a stage, in a process of its own. */
public final class ScaledWorkerMain {

    private ScaledWorkerMain() {}

    /** Takes its instance id. */
    public static void main(String[] args) throws IOException {
        ContenderMain.serve(job -> Planline.start(job, args[0]));
    }
}
