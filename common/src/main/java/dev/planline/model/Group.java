package dev.planline.model;

import org.jspecify.annotations.Nullable;

/**
 * A container of steps in the hierarchy of a plan; never work itself.
 *
 * @param groupId unique within its plan, among steps too
 * @param parent the group that contains it; null at the top
 */
public record Group(String groupId, String description, @Nullable String parent) {

    public Group {
        Check.name("groupId", groupId);
        Check.text("description", description, Step.DESCRIPTION_LIMIT);
    }
}
