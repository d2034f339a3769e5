package dev.planline.planner.spi;

import dev.planline.model.Step;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A part at its place in the hierarchy.
 *
 * @param id of the part after that of its group, which makes it unique in the task
 * @param dependsOn its siblings that come before it, by such ids
 * @param inherited what its group waits for
 * @param level 1 at the top
 */
record Placed<P extends Part>(P part, String id, @Nullable String group, List<String> dependsOn, List<String> inherited, int level) {

    static <P extends Part> Placed<P> top(P part) {
        return new Placed<>(part, part.id(), null, part.after(), List.of(), 1);
    }

    /** The parts in it, if it becomes a group. */
    List<Placed<P>> divided(List<P> parts) {
        return parts.stream()
                .map(child -> new Placed<>(child, within(child.id()), id, child.after().stream().map(this::within).toList(), awaited(),
                        level + 1))
                .toList();
    }

    private String within(String childId) {
        return id + "." + childId;
    }

    /** The step that it is if it stays whole. */
    Step step(Map<String, Object> metadata) {
        return new Step(id, part.type(), part.description(), group, awaited(), part.skills(), metadata);
    }

    /** The same step, seen among its siblings alone. */
    Step amongSiblings() {
        return new Step(id, part.type(), part.description(), null, dependsOn, part.skills(), part.metadata());
    }

    /** What it waits for: its siblings, or if there are none, what its group waits for. */
    private List<String> awaited() {
        return dependsOn.isEmpty() ? inherited : dependsOn;
    }
}
