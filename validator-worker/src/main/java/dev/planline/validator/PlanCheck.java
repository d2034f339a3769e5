package dev.planline.validator;

import dev.planline.model.Violation;
import java.util.function.Consumer;

/** Looks for one kind of trouble. */
interface PlanCheck {

    /** Hands over each violation. */
    void run(Case plan, Consumer<Violation> found);
}
