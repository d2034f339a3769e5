package dev.planline.graph;

import dev.planline.graph.Flaw.Kind;
import dev.planline.model.Group;
import dev.planline.model.Plan;
import dev.planline.model.Step;
import dev.planline.text.Names;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Builds the graph of one plan, noting every flaw on the way. */
final class GraphReader {

    private final Plan plan;
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Map<String, Group> groups = new HashMap<>();
    private final List<Flaw> flaws = new ArrayList<>();

    GraphReader(Plan plan) {
        this.plan = plan;
    }

    PlanGraph read() {
        List<@Nullable Node> steps = new ArrayList<>(plan.steps().size());
        plan.steps().forEach(step -> steps.add(add(step.stepId(), step, "steps")));
        List<@Nullable Node> ends = new ArrayList<>(plan.groups().size());
        plan.groups().forEach(group -> ends.add(add(group.groupId(), null, "groups")));
        plan.groups().forEach(group -> groups.putIfAbsent(group.groupId(), group));
        for (int i = 0; i < steps.size(); i++) {
            connect(steps.get(i), plan.steps().get(i), i);
        }
        for (int i = 0; i < ends.size(); i++) {
            connect(ends.get(i), plan.groups().get(i), i);
        }
        List<Node> order = order();
        if (order.size() < nodes.size()) {
            flaws.add(cycle(order));
        }
        return flaws.isEmpty() ? sound(order) : new PlanGraph.Broken(flaws);
    }

    /** The node of a new id; null if the id is taken. */
    private @Nullable Node add(String id, @Nullable Step step, String field) {
        var node = new Node(id, step);
        if (nodes.putIfAbsent(id, node) == null) {
            return node;
        }
        flaws.add(new Flaw(Kind.DUPLICATE_ID, field, step == null ? null : id, "the id \"" + id + "\" is used more than once"));
        return null;
    }

    private void connect(@Nullable Node node, Step step, int index) {
        if (node != null) {
            step.dependsOn().forEach(dependency -> depend(node, dependency, index));
            contain(node, step.group(), "steps[%d].group", index, step.stepId());
        }
    }

    private void connect(@Nullable Node node, Group group, int index) {
        if (node != null) {
            contain(node, group.parent(), "groups[%d].parent", index, null);
        }
    }

    private void depend(Node node, String dependency, int index) {
        Node before = nodes.get(dependency);
        if (before == null) {
            String message = "\"" + node.id() + "\" depends on \"" + dependency + "\", which does not exist"
                    + Names.didYouMean(dependency, few());
            flaws.add(new Flaw(Kind.UNKNOWN_DEPENDENCY, dependsOn(index), node.id(), message));
        } else if (before == node) {
            flaws.add(new Flaw(Kind.SELF_DEPENDENCY, dependsOn(index), node.id(), "\"" + dependency + "\" depends on itself"));
        } else {
            node.follows(before);
        }
    }

    private static String dependsOn(int index) {
        return "steps[" + index + "].dependsOn";
    }

    /** The group ends after what it contains. */
    private void contain(Node node, @Nullable String groupId, String field, int index, @Nullable String stepId) {
        if (groupId == null) {
            return;
        }
        Node group = nodes.get(groupId);
        if (group == null || group.step() != null) {
            flaws.add(new Flaw(Kind.UNKNOWN_GROUP, field.formatted(index), stepId,
                    "\"" + node.id() + "\" is in the group \"" + groupId + "\", which does not exist"));
        } else {
            group.follows(node);
        }
    }

    /** Candidates for a suggestion; looking at thousands would cost more than it helps. */
    private List<String> few() {
        return nodes.keySet().stream().limit(200).toList();
    }

    /** Topological order by Kahn (1962); shorter than the nodes if there is a cycle. */
    private List<Node> order() {
        Deque<Node> ready = new ArrayDeque<>();
        for (Node node : nodes.values()) {
            if (node.predecessors().isEmpty()) {
                ready.add(node);
            }
        }
        var order = new ArrayList<Node>(nodes.size());
        for (Node node = ready.poll(); node != null; node = ready.poll()) {
            node.standAt(order.size());
            order.add(node);
            for (Node next : node.successors()) {
                if (next.oneLessAhead()) {
                    ready.add(next);
                }
            }
        }
        return order;
    }

    /** Walks back from a node that could not be ordered until one comes again. */
    private Flaw cycle(List<Node> ordered) {
        var done = new IdentityHashMap<Node, Boolean>();
        ordered.forEach(node -> done.put(node, true));
        Node at = nodes.values().stream().filter(node -> !done.containsKey(node)).findFirst().orElseThrow();
        var seen = new LinkedHashMap<String, Node>();
        while (seen.putIfAbsent(at.id(), at) == null) {
            at = at.predecessors().stream().filter(node -> !done.containsKey(node)).findFirst().orElseThrow();
        }
        String first = at.id();
        List<String> path = seen.keySet().stream().dropWhile(id -> !id.equals(first)).toList();
        Step step = at.step();
        String shown = String.join(" after ", path.size() > 10 ? path.subList(0, 10) : path)
                + (path.size() > 10 ? " ... after " : " after ") + first;
        return new Flaw(Kind.CYCLE, step == null ? "groups" : dependsOn(plan.steps().indexOf(step)),
                step == null ? null : first,
                "a cycle: " + shown);
    }

    private PlanGraph sound(List<Node> order) {
        List<Step> steps = order.stream().map(Node::step).filter(Objects::nonNull).toList();
        return new PlanGraph.Sound(steps, depth(order), order);
    }

    /** Groups come after what they contain, so going backwards meets parents first. */
    private int depth(List<Node> order) {
        var levels = new HashMap<String, Integer>();
        int deepest = 0;
        for (Node node : order.reversed()) {
            Group group = groups.get(node.id());
            if (group != null) {
                int level = group.parent() == null ? 1 : levels.getOrDefault(group.parent(), 0) + 1;
                levels.put(group.groupId(), level);
                deepest = Math.max(deepest, level);
            }
        }
        return deepest;
    }
}
