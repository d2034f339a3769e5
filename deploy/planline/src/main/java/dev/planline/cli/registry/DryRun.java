package dev.planline.cli.registry;

import dev.planline.cli.console.Console;
import dev.planline.cli.console.OutputOptions;
import dev.planline.cli.console.Table;
import dev.planline.router.RulePreview;
import java.util.List;

/**
 * What rules would do if they were applied.
 *
 * @param plans how many plans were looked at
 */
record DryRun(int plans, List<RulePreview.Change> changes) {

    /** Tells it. */
    void report(Console console, OutputOptions output) {
        var table = Table.of("TASK", "STEP", "NOW", "BY", "THEN", "BY", "REASON");
        changes.forEach(change -> table.row(change.taskId(), change.stepId(), change.agentBefore(), change.byBefore(), change.agentAfter(),
                change.byAfter(), change.reason()));
        if (output.json() || !changes.isEmpty()) {
            output.print(this, table);
        }
        console.say(changes.size() + " steps of the last " + plans + " plans would be routed differently; nothing was applied");
    }
}
