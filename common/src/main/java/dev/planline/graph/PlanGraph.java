package dev.planline.graph;

import dev.planline.model.Plan;
import dev.planline.model.Step;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The graph of a plan. Time and space are linear in steps, groups and dependencies: a dependency on a group is one edge to a
 * node that stands for the end of the group, not one to each step in it. Nothing recurses, so depth is no danger.
 */
public sealed interface PlanGraph {

    /** Reads the graph of a plan. */
    static PlanGraph of(Plan plan) {
        return new GraphReader(plan).read();
    }

    /**
     * A graph without flaws.
     *
     * @param order the steps, each after what it depends on; the plan's own order where that leaves a choice
     * @param depth levels of groups, 0 if there are none
     * @param nodes in topological order; for those who compute along the edges
     */
    record Sound(List<Step> order, int depth, List<Node> nodes) implements PlanGraph {

        public Sound {
            order = List.copyOf(order);
            nodes = List.copyOf(nodes);
        }

        /**
         * When each step ends, by id, if it lasts so long and begins as soon as all before it have ended; the greatest is
         * the length of the critical path.
         */
        public Map<String, Double> ends(ToDoubleFunction<Step> duration) {
            return Schedule.ends(nodes, duration);
        }

        /** The steps that decide when the last one ends, in order: each ends when the next begins. */
        public List<Step> criticalPath(ToDoubleFunction<Step> duration) {
            return Schedule.criticalPath(nodes, duration);
        }
    }

    /** A graph with flaws; at least one. */
    record Broken(List<Flaw> flaws) implements PlanGraph {

        public Broken {
            flaws = List.copyOf(flaws);
        }
    }
}
