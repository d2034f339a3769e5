package dev.planline.planner;

import dev.planline.planner.llm.endpoint.EndpointSettings;
import dev.planline.planner.recall.RecallPlanner;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the planner can be told.
 *
 * @param chain the names of the planners, in the order in which they are asked
 * @param endpoint of the model; null unless the chain asks one
 * @param leastConfidence below which recall has no answer, in 0..1
 */
public record PlannerSettings(List<String> chain, @Nullable EndpointSettings endpoint, double leastConfidence) {

    /** Recall from 0.6 on, then templates. */
    public static final PlannerSettings DEFAULT = new PlannerSettings(List.of(RecallPlanner.NAME, TemplatePlanner.NAME), null, 0.6);

    public PlannerSettings {
        chain = List.copyOf(chain);
    }
}
