package dev.planline.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One piece of work in a plan, small enough for one agent.
 *
 * @param stepId unique within its plan
 * @param type what kind of work it is, for example {@code code}; agents say which types they take
 * @param group the group that contains it; null at the top
 * @param dependsOn ids of steps or groups that must be done before; a group means all steps in it
 * @param finished whether it has been done already, as when a plan is judged again while it is carried out; it then needs no
 *     agent, no money and no time any more
 */
public record Step(
        String stepId,
        String type,
        String description,
        @Nullable String group,
        @Defaulted("[]") List<String> dependsOn,
        @Defaulted("[]") List<String> requiredSkills,
        @Defaulted("{}") Map<String, Object> metadata,
        @Defaulted("false") boolean finished) {

    /** Longest description, in characters. */
    public static final int DESCRIPTION_LIMIT = 5_000;

    public Step {
        Check.name("stepId", stepId);
        Check.name("type", type);
        Check.text("description", description, DESCRIPTION_LIMIT);
        dependsOn = Check.list("dependsOn", dependsOn);
        requiredSkills = Check.names("requiredSkills", requiredSkills);
        metadata = Check.json("metadata", metadata);
    }

    /** A step that is still to be done. */
    public Step(String stepId, String type, String description, @Nullable String group, List<String> dependsOn,
            List<String> requiredSkills, Map<String, Object> metadata) {
        this(stepId, type, description, group, dependsOn, requiredSkills, metadata, /* finished= */ false);
    }

    /** A step that is still to be done, without required skills and metadata. */
    public Step(String stepId, String type, String description, @Nullable String group, List<String> dependsOn) {
        this(stepId, type, description, group, dependsOn, List.of(), Map.of());
    }
}
