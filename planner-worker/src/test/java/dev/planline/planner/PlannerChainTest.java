package dev.planline.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.model.Abandonment;
import dev.planline.model.Constraints;
import dev.planline.model.Group;
import dev.planline.model.PassedOver;
import dev.planline.model.Plan;
import dev.planline.model.Priority;
import dev.planline.model.Step;
import dev.planline.model.Task;
import dev.planline.model.Usage;
import dev.planline.planner.spi.Answer;
import dev.planline.planner.spi.Planner;
import dev.planline.runtime.StageHarness;
import dev.planline.wire.Topic;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlannerChainTest {

    private static final Task TASK = new Task("t", "goal", Map.of(), new Constraints(3, 1, null, null, Priority.MEDIUM));
    private static final Usage USAGE = new Usage("m", 2, 100, 10, 0.5);

    @Test
    void theFirstPlanWinsAndSaysWhoWasAskedBefore() throws InterruptedException {
        Plan plan = planned(declining("a", "no idea"), declining("b", "too busy"), planning("c", step("x")), planning("d", step("y")));
        assertThat(plan.planner()).isEqualTo("c");
        assertThat(plan.passedOver()).containsExactly(new PassedOver("a", "no idea"), new PassedOver("b", "too busy"));
        assertThat(plan.usage()).isNull();
    }

    @Test
    void whatWasUsedInVainIsCountedToo() throws InterruptedException {
        Planner wasteful = planner("a", task -> new Answer.Declined("cut off", USAGE));
        Planner refused = planner("b", task -> new Answer.Planned(plan("b", List.of(), step("x", "x")).with(List.of(), USAGE)));
        Planner answers = planner("c", task -> new Answer.Planned(plan("c", List.of(), step("x")).with(List.of(), USAGE)));
        assertThat(planned(wasteful, refused, answers).usage()).isEqualTo(new Usage("m", 6, 300, 30, 1.5));
    }

    @Test
    void aPlanThatIsNoGraphIsRefusedAtTheDoor() throws InterruptedException {
        assertThat(refusal(plan("a", List.of(), step("x", "y"), step("y", "x")))).isEqualTo("a cycle: x after y after x");
        assertThat(refusal(plan("a", List.of(), step("x"), step("x")))).isEqualTo("the id \"x\" is used more than once");
        assertThat(refusal(plan("a", List.of(), step("x", "elsewhere")))).isEqualTo("\"x\" depends on \"elsewhere\", which does not exist");
    }

    @Test
    void aPlanBeyondTheLimitsOfTheTaskIsRefusedAtTheDoor() throws InterruptedException {
        Step[] four = IntStream.range(0, 4).mapToObj(i -> step("s" + i)).toArray(Step[]::new);
        assertThat(refusal(plan("a", List.of(), four))).isEqualTo("it has 4 steps; at most 3 are allowed");
        var groups = List.of(new Group("g", "outer", null), new Group("h", "inner", "g"));
        Step deep = new Step("x", "code", "do x", "h", List.of());
        assertThat(refusal(plan("a", groups, deep))).isEqualTo("it has 2 levels of groups; at most 1 are allowed");
    }

    @Test
    void aPlanOfAnotherTaskIsRefusedAtTheDoor() throws InterruptedException {
        Plan other = new Plan("u", 1, "goal", "a", 1, List.of(), List.of(), List.of(step("x")), Map.of(), Constraints.DEFAULT, List.of());
        assertThat(refusal(other)).isEqualTo("it is for the task \"u\"");
    }

    @Test
    void oneReasonNamesTheFirstFlawsAndFitsIntoThePlan() throws InterruptedException {
        Step[] alike = IntStream.range(0, 9).mapToObj(i -> step("x")).toArray(Step[]::new);
        assertThat(refusal(plan("a", List.of(), alike))).startsWith("it has 9 steps; at most 3 are allowed; the id")
                .endsWith("; and 4 more");
        assertThat(planned(declining("a", "x".repeat(1_001)), planning("b", step("x"))).passedOver())
                .containsExactly(new PassedOver("a", "x".repeat(997) + "..."));
    }

    /** Half of a pair of surrogates would be refused by whoever reads the plan. */
    @Test
    void aReasonIsNotCutWithinACharacter() throws InterruptedException {
        assertThat(planned(declining("a", "x".repeat(996) + "\ud83d\ude00".repeat(10)), planning("b", step("x"))).passedOver())
                .containsExactly(new PassedOver("a", "x".repeat(996) + "..."));
    }

    @Test
    void whenNobodyAnswersTheAbandonmentSaysWhyEachDeclined() throws InterruptedException {
        assertThat(reason(declining("a", "no idea"), planning("b", step("x", "x"))))
                .isEqualTo("no planner has a plan: a: no idea; b: its plan was refused: \"x\" depends on itself");
        assertThat(reason()).isEqualTo("no planner has a plan: there is no planner");
    }

    private static String reason(Planner... planners) throws InterruptedException {
        var stage = new StageHarness(PlannerStage.of(new PlannerChain(List.of(planners)), Map::of, InstantSource.system()));
        return stage.emitted(Topic.TASKS, TASK, Topic.ABANDONED, Abandonment.class).verdict().reason();
    }

    private static String refusal(Plan plan) throws InterruptedException {
        Plan made = planned(planner("a", task -> new Answer.Planned(plan)), planning("b", step("x")));
        assertThat(made.planner()).isEqualTo("b");
        String reason = made.passedOver().getFirst().reason();
        assertThat(reason).startsWith("its plan was refused: ");
        return reason.substring("its plan was refused: ".length());
    }

    private static Plan planned(Planner... planners) throws InterruptedException {
        assertThat(new PlannerChain(List.of(planners)).plan(TASK)).isInstanceOf(Answer.Planned.class);
        return ((Answer.Planned) new PlannerChain(List.of(planners)).plan(TASK)).plan();
    }

    private static Planner declining(String name, String reason) {
        return planner(name, task -> new Answer.Declined(reason));
    }

    private static Planner planning(String name, Step... steps) {
        return planner(name, task -> new Answer.Planned(plan(name, List.of(), steps)));
    }

    private static Planner planner(String name, Function<Task, Answer> answer) {
        return new Planner() {

            @Override
            public String name() {
                return name;
            }

            @Override
            public Answer plan(Task task) {
                return answer.apply(task);
            }
        };
    }

    private static Plan plan(String planner, List<Group> groups, Step... steps) {
        return new Plan("t", 1, "goal", planner, 1, List.of(), groups, List.of(steps), Map.of(), Constraints.DEFAULT, List.of());
    }

    private static Step step(String id, String... dependsOn) {
        return new Step(id, "code", "do " + id, null, List.of(dependsOn));
    }
}
