package dev.planline.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.model.Agent;
import dev.planline.model.CostTier;
import dev.planline.model.PassedOver;
import dev.planline.model.Plan;
import dev.planline.model.Task;
import dev.planline.model.Usage;
import dev.planline.planner.llm.endpoint.StubModel;
import dev.planline.planner.recall.ExemplarIndex;
import dev.planline.runtime.StageHarness;
import dev.planline.wire.Topic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The stage as it is started, with a model that answers or does not. */
class FallbackTest {

    private static final Map<String, Agent> AGENTS = Map.of("dev",
            new Agent("dev", "", List.of("code"), List.of(), CostTier.MEDIUM, null, 0.8, 10));

    @Test
    void aModelThatAnswersPlans() {
        String answer = "{\"parts\":[{\"id\":\"a\",\"type\":\"code\",\"description\":\"Write it\",\"after\":[],\"divisible\":false}]}";
        try (StubModel stub = StubModel.of(StubModel.says(answer))) {
            Plan plan = plan(stub);
            assertThat(plan.planner()).isEqualTo("llm");
            assertThat(plan.passedOver()).isEmpty();
            assertThat(plan.usage()).isEqualTo(new Usage("m", 1, 100, 20, 0.0003));
        }
    }

    @Test
    void whereTheModelFailsTheTemplateAnswersAndThePlanSaysSo() {
        try (StubModel stub = StubModel.of(StubModel.status(500))) {
            Plan plan = plan(stub);
            assertThat(plan.planner()).isEqualTo("template");
            assertThat(plan.passedOver()).containsExactly(new PassedOver("llm", "the endpoint answered with the status 500"));
            assertThat(plan.usage()).isEqualTo(new Usage("m", 1, 0, 0, 0));
        }
    }

    private static Plan plan(StubModel stub) {
        var settings = new PlannerSettings(List.of("llm", "template"), stub.settings(Duration.ofSeconds(30)), 0.6);
        try (var exemplars = ExemplarIndex.inMemory()) {
            var chain = PlannerMain.chain(settings, exemplars, () -> AGENTS, new SimpleMeterRegistry());
            return new StageHarness(PlannerStage.of(chain, () -> AGENTS, InstantSource.system())).emitted(Topic.TASKS,
                    new Task("t", "Build a shop"), Topic.PLANS,
                    Plan.class);
        }
    }
}
