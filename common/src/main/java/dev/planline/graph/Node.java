package dev.planline.graph;

import dev.planline.model.Step;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A step, or the end of a group. */
public final class Node {

    private final String id;
    private final @Nullable Step step;
    private final List<Node> before = new ArrayList<>();
    private final List<Node> after = new ArrayList<>();
    private int ahead;
    private int position;

    Node(String id, @Nullable Step step) {
        this.id = id;
        this.step = step;
    }

    /** The id of the step or group. */
    public String id() {
        return id;
    }

    /** The step; null if this is the end of a group. */
    public @Nullable Step step() {
        return step;
    }

    /** What must come before. */
    public List<Node> before() {
        return List.copyOf(before);
    }

    List<Node> predecessors() {
        return before;
    }

    List<Node> successors() {
        return after;
    }

    /** Where it stands in the topological order. */
    int position() {
        return position;
    }

    void standAt(int place) {
        position = place;
    }

    /** Notes that one of its predecessors is in order; true if that was the last. */
    boolean oneLessAhead() {
        return --ahead == 0;
    }

    void follows(Node other) {
        before.add(other);
        ahead++;
        other.after.add(this);
    }
}
