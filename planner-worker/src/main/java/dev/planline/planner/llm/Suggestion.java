package dev.planline.planner.llm;

import dev.planline.planner.spi.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A part that the model suggests.
 *
 * @param within the parts that contain it, from the top down
 */
record Suggestion(SuggestedPart part, List<SuggestedPart> within) implements Part {

    /** From the top down to this one. */
    List<SuggestedPart> path() {
        var path = new ArrayList<>(within);
        path.add(part);
        return path;
    }

    @Override
    public String id() {
        return part.id();
    }

    @Override
    public String type() {
        return part.type();
    }

    @Override
    public String description() {
        return part.description();
    }

    @Override
    public List<String> after() {
        return part.after();
    }

    @Override
    public List<String> skills() {
        return List.of();
    }

    @Override
    public Map<String, Object> metadata() {
        return Map.of();
    }

    @Override
    public boolean divisible() {
        return part.divisible();
    }
}
