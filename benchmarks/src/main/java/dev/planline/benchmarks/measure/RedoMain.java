package dev.planline.benchmarks.measure;

import dev.planline.benchmarks.contender.Journal;
import dev.planline.benchmarks.contender.JournalledPlanline;
import java.io.IOException;
import java.nio.file.Path;

/** A journalled worker in a process of its own. */
public final class RedoMain {

    private RedoMain() {}

    /** Takes the file of the journal, and the number of the record that is stuck. */
    public static void main(String[] args) throws IOException {
        try (var journal = new Journal(Path.of(args[0]))) {
            ContenderMain.serve(new JournalledPlanline(journal, Integer.parseInt(args[1]))::start);
        }
    }
}
