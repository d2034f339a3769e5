package dev.planline.planner;

import dev.planline.model.Defaulted;
import java.util.ArrayList;
import java.util.List;

/**
 * Something that a goal can ask for in particular.
 *
 * @param name as it stands in descriptions
 * @param type of the step that implements it
 * @param security whether it needs a security review
 */
record Feature(String id, String name, List<String> words, String type, @Defaulted("false") boolean security) {

    /** A group that designs, implements and tests it. */
    TemplateNode node() {
        var parts = new ArrayList<TemplateNode>();
        parts.add(TemplateNode.leaf("design", "design", "Design " + name, List.of()));
        parts.add(TemplateNode.leaf("implement", type, "Implement " + name, List.of("design")));
        parts.add(TemplateNode.leaf("test", "test", "Test " + name + " with its failure cases", List.of("implement")));
        if (security) {
            parts.add(TemplateNode.leaf("security", "security", "Review the security of " + name, List.of("implement")));
        }
        return TemplateNode.group(id, type, "Build " + name, parts);
    }
}
