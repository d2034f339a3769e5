package dev.planline.cli.control;

import dev.planline.cli.console.CommandFailed;
import dev.planline.cli.registry.TableEntries;
import dev.planline.client.Cluster;
import dev.planline.model.StageControl;
import dev.planline.text.Names;
import dev.planline.wire.Topic;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What is said about each stage. */
final class ControlTable {

    /** The stages that can be controlled. */
    static final List<String> STAGES = List.of("planner", "router", "validator");

    private final TableEntries<StageControl> entries;

    ControlTable(Cluster cluster) {
        entries = new TableEntries<>(cluster, Topic.CONTROLS, StageControl.class);
    }

    List<StageControl> all() {
        Map<String, StageControl> said = entries.read();
        return STAGES.stream().map(stage -> said.getOrDefault(stage, StageControl.none(stage))).toList();
    }

    /** Changes what is said about a stage. */
    StageControl change(String stage, UnaryOperator<StageControl> change) {
        if (!STAGES.contains(stage)) {
            throw CommandFailed
                    .badInput("no stage \"" + stage + "\"" + Names.didYouMean(stage, STAGES) + "; there are " + String.join(", ", STAGES));
        }
        StageControl changed = change.apply(entries.read().getOrDefault(stage, StageControl.none(stage)));
        entries.put(List.of(changed));
        return changed;
    }
}
