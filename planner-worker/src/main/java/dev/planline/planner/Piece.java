package dev.planline.planner;

import dev.planline.planner.spi.Part;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A node of a template, in the words of a task.
 *
 * @param after ids of siblings, where the node may say "all before it"
 */
record Piece(TemplateNode node, Wording wording, List<String> after) implements Part {

    /** Siblings, in the order of the template. */
    static List<Piece> of(List<TemplateNode> nodes, Wording wording) {
        var pieces = new ArrayList<Piece>(nodes.size());
        var before = new ArrayList<String>(nodes.size());
        for (TemplateNode node : nodes) {
            pieces.add(new Piece(node, wording, node.after().contains("*") ? List.copyOf(before) : node.after()));
            before.add(node.id());
        }
        return pieces;
    }

    List<Piece> parts() {
        return of(node.parts(), wording);
    }

    @Override
    public String id() {
        return node.id();
    }

    @Override
    public String type() {
        return node.type();
    }

    @Override
    public String description() {
        return wording.of(node.text());
    }

    @Override
    public List<String> skills() {
        return divisible() ? List.of() : node.skills();
    }

    @Override
    public Map<String, Object> metadata() {
        if (!node.optional()) {
            return node.metadata();
        }
        Map<String, Object> metadata = new LinkedHashMap<>(node.metadata());
        metadata.put(Repair.OPTIONAL, true);
        return metadata;
    }

    @Override
    public boolean divisible() {
        return !node.parts().isEmpty();
    }
}
