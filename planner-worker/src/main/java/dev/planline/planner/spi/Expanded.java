package dev.planline.planner.spi;

import dev.planline.model.Group;
import dev.planline.model.Step;
import java.util.List;

/** What an expansion comes to. */
public sealed interface Expanded {

    /**
     * Steps in groups.
     *
     * @param failures how many parts stayed whole because dividing them failed
     */
    record Tree(List<Group> groups, List<Step> steps, int failures) implements Expanded {

        public Tree {
            groups = List.copyOf(groups);
            steps = List.copyOf(steps);
        }
    }

    /** Nothing, because the parts at the top cannot stand. */
    record Refused(String reason) implements Expanded {}
}
