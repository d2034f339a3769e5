package dev.planline.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.planline.graph.Flaw.Kind;
import dev.planline.model.Constraints;
import dev.planline.model.Group;
import dev.planline.model.Plan;
import dev.planline.model.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlanGraphTest {

    @Test
    void ordersStepsAfterWhatTheyDependOn() {
        PlanGraph graph = PlanGraph.of(plan(List.of(), step("c", null, "b"), step("b", null, "a"), step("a", null)));
        assertThat(sound(graph).order()).extracting(Step::stepId).containsExactly("a", "b", "c");
        assertThat(sound(graph).depth()).isZero();
    }

    @Test
    void aDependencyOnAGroupMeansOnAllStepsInIt() {
        var groups = List.of(new Group("g", "outer", null), new Group("h", "inner", "g"));
        PlanGraph graph = PlanGraph.of(plan(groups, step("z", null, "g"), step("x", "h"), step("y", "g")));
        assertThat(sound(graph).order()).extracting(Step::stepId).containsExactly("x", "y", "z");
        assertThat(sound(graph).depth()).isEqualTo(2);
        assertThat(sound(graph).ends(step -> step.stepId().equals("x") ? 5 : 1))
                .containsExactlyInAnyOrderEntriesOf(Map.of("x", 5.0, "y", 1.0, "z", 6.0));
    }

    @Test
    void theCriticalPathRunsThroughGroupsToWhatEndsLast() {
        PlanGraph.Sound graph = sound(PlanGraph.of(plan(List.of(new Group("g", "all", null)), step("late", null, "g"), step("x", "g"),
                step("y", "g", "z"), step("z", null), step("alone", null))));
        Map<String, Double> durations = Map.of("x", 5.0, "y", 2.0, "z", 4.0, "late", 1.0, "alone", 6.5);
        assertThat(graph.criticalPath(step -> durations.getOrDefault(step.stepId(), 0.0))).extracting(Step::stepId)
                .containsExactly("z", "y", "late");
        assertThat(graph.criticalPath(step -> step.stepId().equals("alone") ? 9 : 1)).extracting(Step::stepId).containsExactly("alone");
    }

    @Test
    void namesThePathOfACycle() {
        PlanGraph graph = PlanGraph
                .of(plan(List.of(), step("s", null), step("a", null, "s", "c"), step("b", null, "a"), step("c", null, "b")));
        assertThat(broken(graph)).containsExactly(new Flaw(Kind.CYCLE, "steps[1].dependsOn", "a", "a cycle: a after c after b after a"));
    }

    @Test
    void aStepThatWaitsForItsOwnGroupIsACycle() {
        PlanGraph graph = PlanGraph.of(plan(List.of(new Group("g", "group", null)), step("a", "g", "g")));
        assertThat(broken(graph)).extracting(Flaw::kind).containsExactly(Kind.CYCLE);
    }

    @Test
    void notesEveryFlaw() {
        PlanGraph graph = PlanGraph.of(plan(
                List.of(new Group("g", "group", "nowhere"), new Group("a", "same id as a step", null)),
                step("a", null, "a"),
                step("b", "none", "aa"),
                step("b", null)));
        assertThat(broken(graph)).extracting(Flaw::kind, Flaw::field, Flaw::stepId).containsExactly(
                tuple(Kind.DUPLICATE_ID, "steps", "b"),
                tuple(Kind.DUPLICATE_ID, "groups", null),
                tuple(Kind.SELF_DEPENDENCY, "steps[0].dependsOn", "a"),
                tuple(Kind.UNKNOWN_DEPENDENCY, "steps[1].dependsOn", "b"),
                tuple(Kind.UNKNOWN_GROUP, "steps[1].group", "b"),
                tuple(Kind.UNKNOWN_GROUP, "groups[0].parent", null));
        assertThat(broken(graph).get(3).message()).isEqualTo("\"b\" depends on \"aa\", which does not exist; did you mean \"a\"?");
    }

    @Test
    void depthAndWidthAreNoDanger() {
        var chain = new ArrayList<Step>();
        var layers = new ArrayList<Step>();
        IntStream.range(0, 1_000).forEach(i -> {
            chain.add(i == 0 ? step("c0", null) : step("c" + i, null, "c" + (i - 1)));
            String[] above = i < 8
                    ? new String[0]
                    : IntStream.range(i / 8 * 8 - 8, i / 8 * 8).mapToObj(j -> "l" + j).toArray(String[]::new);
            layers.add(step("l" + i, null, above));
        });
        assertThat(sound(PlanGraph.of(plan(List.of(), chain.toArray(Step[]::new)))).ends(step -> 1)).containsEntry("c999", 1_000.0);
        assertThat(sound(PlanGraph.of(plan(List.of(), layers.toArray(Step[]::new)))).ends(step -> 1)).containsEntry("l999", 125.0);
    }

    private static PlanGraph.Sound sound(PlanGraph graph) {
        return (PlanGraph.Sound) graph;
    }

    private static List<Flaw> broken(PlanGraph graph) {
        return ((PlanGraph.Broken) graph).flaws();
    }

    private static Step step(String id, @Nullable String group, String... dependsOn) {
        return new Step(id, "code", "do " + id, group, List.of(dependsOn));
    }

    private static Plan plan(List<Group> groups, Step... steps) {
        return new Plan("t", 1, "goal", "test", 1, List.of(), groups, List.of(steps), Map.of(), Constraints.DEFAULT, List.of());
    }
}
