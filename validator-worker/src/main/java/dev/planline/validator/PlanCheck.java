package dev.planline.validator;

import dev.planline.model.Blame;
import dev.planline.model.Violation;
import java.util.function.BiConsumer;

/** Looks for one kind of trouble. */
interface PlanCheck {

    /** Hands over each violation with the stage that has to mend it. */
    void run(Case plan, BiConsumer<Blame, Violation> found);
}
