package dev.planline.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.model.Agent;
import dev.planline.model.Blame;
import dev.planline.model.Constraints;
import dev.planline.model.CostTier;
import dev.planline.model.Group;
import dev.planline.model.PassedOver;
import dev.planline.model.Plan;
import dev.planline.model.Priority;
import dev.planline.model.Rejection;
import dev.planline.model.Remedy;
import dev.planline.model.RoutedPlan;
import dev.planline.model.Step;
import dev.planline.model.Usage;
import dev.planline.model.Verdict;
import dev.planline.model.Violation;
import dev.planline.model.ViolationCode;
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
    void whoWaitedForARedundantStepWaitsForItsTwin() throws InterruptedException {
        var twin = new Violation("redundancy", "STEP_REDUNDANT", "b", "message", "hint", Remedy.DROP, List.of(), List.of(), "a");
        assertThat(mend(twin, step("a", "code"), step("b", "code"), step("c", "code", "b")).steps().getLast().dependsOn())
                .containsExactly("a");
        assertThat(mend(twin, step("x", "code"), step("a", "code", "c"), step("b", "code", "x"), step("c", "code", "b")).steps().getLast()
                .dependsOn()).as("the twin waits for it").containsExactly("x");
    }

    @Test
    void givesAStepThatNobodyTakesATypeOfKin() throws InterruptedException {
        Plan mended = mend(violation("STEP_UNASSIGNED", "a"), step("a", "review"));
        assertThat(mended.steps().getFirst().type()).isEqualTo("test");
    }

    @Test
    void aSkillThatNobodyHasIsLeftOutAndNotForgotten() throws InterruptedException {
        var rare = new Step("a", "code", "write it", null, List.of(), List.of("coding", "cobol"), Map.of("k", 1));
        assertThat(mend(violation("STEP_UNASSIGNED", "a"), rare).steps()).containsExactly(new Step("a", "code", "write it", null, List.of(),
                List.of("coding"), Map.of("k", 1, "skillsLeftOut", List.of("cobol"))));
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

    @Test
    void goesByTheRemedyAndNotByTheCode() throws InterruptedException {
        var violation = new Violation("homemade", "NOBODY_LIKES_IT", "b", "message", "hint", Remedy.DROP, List.of(), List.of(), null);
        assertThat(mend(violation, step("a", "code"), step("b", "code")).steps()).extracting(Step::stepId).containsExactly("a");
        var strange = new Violation("homemade", "NOBODY_LIKES_IT", "b", "message", "hint", null, List.of(), List.of(), null);
        assertThat(answer(strange, plan(step("a", "code"), step("b", "code"))))
                .isEqualTo(new Answer.Declined("nothing in it would change"));
        var another = new Violation(ViolationCode.STEP_UNASSIGNED, "a", "message", "hint", Remedy.REASSIGN);
        assertThat(answer(another, plan(step("a", "review")))).isEqualTo(new Answer.Declined("nothing in it would change"));
    }

    @Test
    void splitsAStepIntoOneAfterTheOther() throws InterruptedException {
        var whole = new Step("b", "code", "write it", "g", List.of("a"), List.of("sql", "java", "css"), Map.of("k", 1));
        Plan made = plan(Constraints.DEFAULT, List.of(new Group("g", "all", null)), step("a", "code"), whole, step("c", "code", "b", "a"));
        Plan mended = planned(answer(split("b", List.of(List.of("sql", "css"), List.of("java"))), made));
        assertThat(mended.steps()).containsExactly(step("a", "code"),
                new Step("b.1", "code", "write it (part 1 of 2: sql, css)", "g", List.of("a"), List.of("sql", "css"), Map.of("k", 1)),
                new Step("b.2", "code", "write it (part 2 of 2: java)", "g", List.of("b.1"), List.of("java"), Map.of("k", 1)),
                step("c", "code", "b.2", "a"));
    }

    @Test
    void aPartTakesNoIdThatIsTakenAndKeepsTheLimitsOfIdAndDescription() throws InterruptedException {
        String id = "b".repeat(200);
        var whole = new Step(id, "code", "\uD83D\uDE00".repeat(2_500), null, List.of());
        Plan made = plan(Constraints.DEFAULT, List.of(new Group("b".repeat(190) + ".1", "all", null)), whole,
                step("b".repeat(190) + ".3", "code", id));
        List<Step> steps = planned(answer(split(id, List.of(List.of("sql"), List.of("java"))), made)).steps();
        assertThat(steps).extracting(Step::stepId)
                .containsExactly("b".repeat(190) + ".2", "b".repeat(190) + ".4", "b".repeat(190) + ".3");
        assertThat(steps.getLast().dependsOn()).containsExactly("b".repeat(190) + ".4");
        assertThat(steps.getFirst().description()).endsWith("\uD83D\uDE00 (part 1 of 2: sql)").hasSize(4_999);
    }

    @Test
    void asksOtherwiseWhereThereIsNoRoomToSplit() throws InterruptedException {
        var whole = new Step("a", "code", "write it", null, List.of(), List.of("sql", "coding"), Map.of());
        var tight = new Constraints(2, 5, null, null, Priority.LOW);
        List<List<String>> parts = List.of(List.of("sql"), List.of("coding"));
        assertThat(planned(answer(split("a", parts), plan(tight, List.of(), whole, step("b", "code")))).steps())
                .containsExactly(
                        new Step("a", "code", "write it", null, List.of(), List.of("coding"), Map.of("skillsLeftOut", List.of("sql"))),
                        step("b", "code"));
        assertThat(planned(answer(split("a", parts), plan(tight, List.of(), whole))).steps()).hasSize(2);
    }

    @Test
    void neverChangesWhatIsFinishedNorWhatThatWaitedFor() throws InterruptedException {
        Step[] steps = {step("a", "nobodys"), new Step("b", "nobodys", "do b", null, List.of("a"), List.of(), Map.of("optional", true),
                /* finished= */ true),
            step("c", "code", "b"),
            new Step("d", "code", "do d", null, List.of("c"), List.of(), Map.of("optional", true))};
        var unchanged = new Answer.Declined("nothing in it would change");
        for (String stepId : new String[] {"a", "b"}) {
            assertThat(answer(violation("STEP_REDUNDANT", stepId), plan(steps))).isEqualTo(unchanged);
            assertThat(answer(split(stepId, List.of(List.of("x"), List.of("y"))), plan(steps))).isEqualTo(unchanged);
        }
        assertThat(answer(violation("STEP_UNASSIGNED", "b"), plan(step("x", "code"), new Step("b", "review", "do b", null, List.of(),
                List.of(), Map.of(), /* finished= */ true)))).isEqualTo(unchanged);
        assertThat(mend(violation("OVER_BUDGET", null), steps).steps()).containsExactly(steps[0], steps[1], steps[2]);
        var lost = new Answer.Declined("some steps are finished, and a new plan would not know of them");
        assertThat(answer(violation("TOO_DEEP", null), plan(steps))).isEqualTo(lost);
        assertThat(answer(violation("OVER_BUDGET", null), plan(steps[0], steps[1], steps[2]))).isEqualTo(lost);
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
        return plan(Constraints.DEFAULT, List.of(), steps);
    }

    private Answer answer(Violation violation, Plan plan) throws InterruptedException {
        var verdict = new Verdict.Rejected(1, Blame.PLAN, List.of(violation));
        return repair.mend(new Rejection(plan.task(), plan, new RoutedPlan(plan, List.of(), List.of()), verdict), agents);
    }

    private static Violation violation(String code, String stepId) {
        return new Violation(ViolationCode.valueOf(code), stepId, "message", "hint", null);
    }

    private static Violation split(String stepId, List<List<String>> parts) {
        return new Violation("completeness", "STEP_UNASSIGNED", stepId, "message", "hint", Remedy.SPLIT, List.of(), parts, null);
    }

    private static Plan plan(Constraints limits, List<Group> groups, Step... steps) {
        return new Plan("t", 1, "goal", "hand", 1, List.of(), groups, List.of(steps), Map.of(), limits, List.of());
    }

    private static Step step(String id, String type, String... dependsOn) {
        return new Step(id, type, "do " + id, null, List.of(dependsOn));
    }
}
