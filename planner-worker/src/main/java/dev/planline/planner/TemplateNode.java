package dev.planline.planner;

import dev.planline.model.Defaulted;
import java.util.List;
import java.util.Map;

/**
 * A piece of a template: a step, or, if it has parts and there is room, a group.
 *
 * @param type of the step, also when a group has to stay whole
 * @param text description; {@code {subject}} and {@code {goal}} stand for those of the task
 * @param after siblings that come before; {@code *} means all siblings that stand before it
 * @param optional whether a plan over its budget or deadline may drop it
 * @param features whether what the goal asks for in particular goes in here
 */
record TemplateNode(
        String id,
        String type,
        String text,
        @Defaulted("[]") List<String> after,
        @Defaulted("[]") List<String> skills,
        @Defaulted("{}") Map<String, Object> metadata,
        @Defaulted("false") boolean optional,
        @Defaulted("false") boolean features,
        @Defaulted("[]") List<TemplateNode> parts) {

    static TemplateNode leaf(String id, String type, String text, List<String> after) {
        return new TemplateNode(id, type, text, after, List.of(), Map.of(), false, false, List.of());
    }

    static TemplateNode group(String id, String type, String text, List<TemplateNode> parts) {
        return new TemplateNode(id, type, text, List.of(), List.of(), Map.of(), false, false, parts);
    }

    TemplateNode withParts(List<TemplateNode> more) {
        return new TemplateNode(id, type, text, after, skills, metadata, optional, features, List.copyOf(more));
    }
}
