package dev.planline.planner;

import dev.planline.model.Group;
import dev.planline.model.Plan;
import dev.planline.model.Step;
import dev.planline.model.Task;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Expands nodes into a plan, level by level, and holds the task's limits while doing so: a node whose parts do not fit any
 * more stays whole, as one step. A node that becomes a group is a container: what comes before it comes before its first
 * parts, and who waits for it waits for all of them.
 */
final class Expansion {

    private final Task task;
    private final String subject;
    private final List<Group> groups = new ArrayList<>();
    private final Map<String, Step> steps = new LinkedHashMap<>();

    Expansion(Task task) {
        this.task = task;
        this.subject = Subject.of(task.goal());
    }

    private record Placed(TemplateNode node, String id, @Nullable String group, List<String> dependsOn, int level) {}

    Plan expand(List<TemplateNode> nodes, String planner, double confidence) {
        Deque<Placed> open = new ArrayDeque<>();
        if (nodes.size() > task.constraints().maxSteps()) {
            steps.put("all", new Step("all", "generic", text("Carry it out as a whole: {goal}"), null, List.of()));
        } else {
            place(nodes, null, List.of(), 1).forEach(open::add);
        }
        int reserved = open.size();
        while (!open.isEmpty()) {
            Placed placed = open.remove();
            int parts = placed.node().parts().size();
            if (parts > 0 && reserved - 1 + parts <= task.constraints().maxSteps() && placed.level() <= task.constraints().maxDepth()) {
                groups.add(new Group(placed.id(), text(placed.node().text()), placed.group()));
                place(placed.node().parts(), placed.id(), placed.dependsOn(), placed.level() + 1).forEach(open::add);
                reserved += parts - 1;
            } else {
                steps.put(placed.id(), step(placed));
            }
        }
        return new Plan(task.taskId(), 1, task.goal(), planner, confidence, List.of(), groups, List.copyOf(steps.values()), task.context(),
                task.constraints(), List.of());
    }

    private List<Placed> place(List<TemplateNode> nodes, @Nullable String group, List<String> inherited, int level) {
        var ids = new HashMap<String, String>();
        var placed = new ArrayList<Placed>();
        for (TemplateNode node : nodes) {
            String id = group == null ? node.id() : group + "." + node.id();
            List<String> dependsOn = new ArrayList<>();
            for (String before : node.after()) {
                if (before.equals("*")) {
                    placed.forEach(sibling -> dependsOn.add(sibling.id()));
                } else {
                    dependsOn.add(ids.getOrDefault(before, before));
                }
            }
            ids.put(node.id(), id);
            placed.add(new Placed(node, id, group, dependsOn.isEmpty() ? inherited : List.copyOf(dependsOn), level));
        }
        return placed;
    }

    private Step step(Placed placed) {
        TemplateNode node = placed.node();
        Map<String, Object> metadata = new LinkedHashMap<>(node.metadata());
        if (node.optional()) {
            metadata.put(Repair.OPTIONAL, true);
        }
        List<String> skills = node.parts().isEmpty() ? node.skills() : List.of();
        return new Step(placed.id(), node.type(), text(node.text()), placed.group(), placed.dependsOn(), skills, metadata);
    }

    private String text(String template) {
        if (template.indexOf('{') < 0) {
            return template;
        }
        String text = template.replace("{subject}", subject).replace("{goal}", task.goal().strip());
        return text.length() <= Step.DESCRIPTION_LIMIT ? text : text.substring(0, Step.DESCRIPTION_LIMIT);
    }
}
