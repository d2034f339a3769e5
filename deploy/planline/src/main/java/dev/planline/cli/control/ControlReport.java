package dev.planline.cli.control;

import dev.planline.cli.console.OutputOptions;
import dev.planline.cli.console.Table;
import dev.planline.model.StageControl;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells what is said about stages. */
final class ControlReport {

    private ControlReport() {}

    static void print(OutputOptions output, List<StageControl> controls) {
        var table = Table.of("STAGE", "STATE", "RATE", "CONCURRENCY", "REASON");
        controls.forEach(control -> table.row(control.stage(), control.paused() ? "paused" : "runs", rate(control.ratePerSecond()),
                control.concurrency() == null ? "as set" : control.concurrency().toString(), control.reason()));
        output.print(controls, table);
    }

    private static String rate(@Nullable Double perSecond) {
        if (perSecond == null) {
            return "as set";
        }
        return perSecond == 0 ? "no limit" : perSecond + "/s";
    }
}
