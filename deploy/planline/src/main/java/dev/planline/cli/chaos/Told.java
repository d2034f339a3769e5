package dev.planline.cli.chaos;

import dev.planline.chaos.ChaosListener;
import dev.planline.chaos.fault.Fault;
import dev.planline.cli.console.Console;
import dev.planline.cli.console.Progress;
import java.util.concurrent.atomic.AtomicInteger;

/** Says how a run goes: a bar if somebody watches, otherwise a line for each step and each tenth of the tasks. */
final class Told implements ChaosListener {

    private static final int PARTS = 10;

    private final Console console;
    private final Progress progress;
    private final long begin = System.nanoTime();
    private final AtomicInteger lastPart = new AtomicInteger();
    private volatile int latest;

    Told(Console console, Progress progress) {
        this.console = console;
        this.progress = progress;
    }

    @Override
    public void says(String what) {
        console.say(time() + what);
    }

    @Override
    public void fault(Fault fault) {
        console.say(time() + fault.kind().label() + " for " + fault.lasts().toMillis() + " ms, after " + latest + " tasks");
    }

    @Override
    public void progress(int ended, int tasks) {
        latest = ended;
        progress.at(ended);
        int part = (int) ((long) ended * PARTS / tasks);
        if (lastPart.getAndSet(part) < part) {
            console.say(time() + ended + " of " + tasks + " tasks have ended");
        }
    }

    private String time() {
        return (System.nanoTime() - begin) / 1_000_000_000 + " s: ";
    }
}
