package dev.planline.planner;

import dev.planline.model.Step;

/** Puts the words of a goal into the texts of templates. */
final class Wording {

    private final String subject;
    private final String goal;

    Wording(String goal) {
        this.subject = Subject.of(goal);
        this.goal = goal.strip();
    }

    /** The text for this goal, cut to what a description may have. */
    String of(String template) {
        if (template.indexOf('{') < 0) {
            return template;
        }
        String text = template.replace("{subject}", subject).replace("{goal}", goal);
        return text.length() <= Step.DESCRIPTION_LIMIT ? text : text.substring(0, Step.DESCRIPTION_LIMIT);
    }
}
