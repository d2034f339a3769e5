package dev.planline.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.model.Agent;
import dev.planline.model.Blame;
import dev.planline.model.Constraints;
import dev.planline.model.CostTier;
import dev.planline.model.PassedOver;
import dev.planline.model.Plan;
import dev.planline.model.Rejection;
import dev.planline.model.RoutedPlan;
import dev.planline.model.Step;
import dev.planline.model.Usage;
import dev.planline.model.Verdict;
import dev.planline.model.Violation;
import dev.planline.planner.spi.Answer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RepairTest {

    private final Repair repair = new Repair(new TemplatePlanner());
    private final List<Agent> agents = List
            .of(new Agent("dev", "", List.of("code", "test"), List.of("coding"), CostTier.MEDIUM, null, 0.8, 10));

    @Test
    void dropsARedundantStepAndRewiresWhoWaitedForIt() throws InterruptedException {
        Plan mended = mend(violation("STEP_REDUNDANT", "b"), step("a", "code"), step("b", "code", "a"), step("c", "code", "b"));
        assertThat(mended.steps()).extracting(Step::stepId).containsExactly("a", "c");
        assertThat(mended.steps().getLast().dependsOn()).containsExactly("a");
        assertThat(mended.revision()).isEqualTo(2);
        assertThat(mended.rounds()).hasSize(1);
        assertThat(mended.round()).isEqualTo(2);
    }

    @Test
    void givesAStepThatNobodyTakesATypeOfKin() throws InterruptedException {
        Plan mended = mend(violation("STEP_UNASSIGNED", "a"), step("a", "review"));
        assertThat(mended.steps().getFirst().type()).isEqualTo("test");
    }

    @Test
    void plansAgainWhereTheStructureIsBroken() throws InterruptedException {
        Plan mended = mend(violation("CYCLE", "a"), step("a", "code", "b"), step("b", "code", "a"));
        assertThat(mended.planner()).isEqualTo("template");
    }

    @Test
    void dropsWhatIsOptionalWhenThereIsTooMuch() throws InterruptedException {
        var extra = new Step("x", "code", "do x", null, List.of("a"), List.of(), Map.of("optional", true));
        assertThat(mend(violation("OVER_BUDGET", null), step("a", "code"), extra).steps()).extracting(Step::stepId)
                .containsExactly("a");
    }

    @Test
    void saysSoWhenNothingWouldChange() throws InterruptedException {
        assertThat(answer(violation("STEP_UNASSIGNED", "a"), plan(step("a", "code"))))
                .isEqualTo(new Answer.Declined("nothing in it would change"));
    }

    @Test
    void whatIsMendedStillSaysWhoWasAskedAndWhatWasUsed() throws InterruptedException {
        Plan made = plan(step("a", "code"), step("b", "code", "a")).with(List.of(new PassedOver("x", "busy")),
                new Usage("m", 1, 10, 5, 0.1));
        Plan mended = planned(answer(violation("STEP_REDUNDANT", "b"), made));
        assertThat(mended.passedOver()).containsExactly(new PassedOver("x", "busy"));
        assertThat(mended.usage()).isEqualTo(new Usage("m", 1, 10, 5, 0.1));
    }

    @Test
    void whatIsPlannedAgainSaysWhoWasAskedThisTimeAndAddsUpWhatWasUsed() throws InterruptedException {
        Plan made = plan(step("a", "code", "a")).with(List.of(new PassedOver("x", "busy")), new Usage("m", 1, 10, 5, 0.1));
        Plan mended = planned(answer(violation("CYCLE", "a"), made));
        assertThat(mended.planner()).isEqualTo("template");
        assertThat(mended.passedOver()).isEmpty();
        assertThat(mended.usage()).isEqualTo(new Usage("m", 1, 10, 5, 0.1));
    }

    @Test
    void aCoarserPlanIsThatOfThePlannerWhoMadeIt() throws InterruptedException {
        Plan mended = mend(violation("OVER_BUDGET", null), step("a", "code"), step("b", "code", "a"));
        assertThat(mended.planner()).isEqualTo("template");
        assertThat(mended.confidence()).isEqualTo(0.2);
        assertThat(mended.constraints()).isEqualTo(Constraints.DEFAULT);
    }

    private Plan mend(Violation violation, Step... steps) throws InterruptedException {
        return planned(answer(violation, plan(steps)));
    }

    private static Plan planned(Answer answer) {
        return switch (answer) {
            case Answer.Planned(Plan plan) -> plan;
            case Answer.Declined declined -> throw new AssertionError(declined.reason());
        };
    }

    private static Plan plan(Step... steps) {
        return new Plan("t", 1, "goal", "hand", 1, List.of(), List.of(), List.of(steps), Map.of(), Constraints.DEFAULT, List.of());
    }

    private Answer answer(Violation violation, Plan plan) throws InterruptedException {
        var verdict = new Verdict.Rejected(1, Blame.PLAN, List.of(violation));
        return repair.mend(new Rejection(plan.task(), plan, new RoutedPlan(plan, List.of(), List.of()), verdict), agents);
    }

    private static Violation violation(String code, String stepId) {
        return new Violation("check", code, stepId, "message", "hint");
    }

    private static Step step(String id, String type, String... dependsOn) {
        return new Step(id, type, "do " + id, null, List.of(dependsOn));
    }
}
