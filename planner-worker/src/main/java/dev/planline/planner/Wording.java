package dev.planline.planner;

import dev.planline.model.Step;
import dev.planline.text.Beginning;

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
        return Beginning.of(text, Step.DESCRIPTION_LIMIT);
    }
}
