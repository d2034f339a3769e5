package dev.planline.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.graph.PlanGraph;
import dev.planline.model.Constraints;
import dev.planline.model.Plan;
import dev.planline.model.Priority;
import dev.planline.model.Step;
import dev.planline.model.Task;
import dev.planline.planner.spi.Answer;
import dev.planline.planner.spi.GoalCheck;
import dev.planline.wire.Codec;
import dev.planline.wire.Decoded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TemplatePlannerTest {

    private final TemplatePlanner planner = new TemplatePlanner();

    @Test
    void aSaasBusinessIsResearchedDesignedBuiltTestedAndLaunched() throws InterruptedException {
        Plan plan = plan("Build a SaaS business with user authentication", Constraints.DEFAULT);
        assertThat(plan.planner()).isEqualTo("template");
        assertThat(plan.groups()).extracting(group -> group.groupId()).containsExactly("research", "design", "build", "quality", "launch",
                "build.auth");
        assertThat(plan.steps()).extracting(Step::stepId).containsExactlyInAnyOrder(
                "research.competitors", "research.users", "design.requirements", "design.architecture", "design.wireframes",
                "build.backend", "build.frontend", "build.integrate",
                "build.auth.design", "build.auth.implement", "build.auth.test", "build.auth.security",
                "quality.journeys", "quality.security", "launch.deploy", "launch.campaign", "launch.help");
        assertThat(step(plan, "build.integrate").dependsOn()).containsExactly("build.backend", "build.frontend", "build.auth");
        assertThat(step(plan, "build.auth.design").dependsOn()).as("the whole group waits for the design").containsExactly("design");
        assertThat(step(plan, "launch.campaign").dependsOn()).containsExactly("quality");
    }

    @Test
    void aSecurityAuditGoesToSecurityPeople() throws InterruptedException {
        assertThat(plan("Run security audit", Constraints.DEFAULT).steps()).extracting(Step::type).contains("vulnerability_scan",
                "penetration_test", "security");
    }

    @Test
    void whatNoTemplateIsForIsStillPlanned() throws InterruptedException {
        Plan plan = plan("Xyzzy plugh", Constraints.DEFAULT);
        assertThat(plan.steps()).extracting(Step::type).containsExactly("planning", "research", "generic", "review");
        assertThat(plan.confidence()).isEqualTo(0.2);
    }

    @Test
    void groupsThatDoNotFitStayWhole() throws InterruptedException {
        Constraints five = limits(5, 5);
        Plan plan = plan("Build a SaaS business with user authentication", five);
        assertThat(plan.steps()).extracting(Step::stepId).containsExactly("research", "design", "build", "quality", "launch");
        assertThat(plan.groups()).isEmpty();
        assertThat(plan("Build a SaaS business", limits(4, 5)).steps()).extracting(Step::stepId).containsExactly("all");
        assertThat(plan("Build a SaaS business with user authentication", limits(100, 1)).groups()).hasSize(5);
    }

    @Test
    void anyGoalWithinAnyLimitsGivesASoundPlan() throws IOException, InterruptedException {
        long seed = 42;
        var random = new Random(seed);
        List<String> words = Files.readAllLines(examples()).stream().flatMap(line -> List.of(line.split("\\W+")).stream()).toList();
        for (int i = 0; i < 5_000; i++) {
            var goal = new StringBuilder("Goal");
            for (int n = random.nextInt(30); n > 0; n--) {
                goal.append(' ').append(words.get(random.nextInt(words.size())));
            }
            Constraints limits = limits(random.nextInt(1, 60), random.nextInt(1, 6));
            assertSound("seed " + seed + " case " + i, plan(goal.toString(), limits));
        }
    }

    @Test
    void everyExampleIsPlannedByATemplateMadeForIt() throws IOException, InterruptedException {
        Codec codec = new Codec();
        for (String line : Files.readAllLines(examples())) {
            if (codec.decode(Task.class, line) instanceof Decoded.Value<Task>(Task task) && GoalCheck.objection(task.goal()).isEmpty()) {
                Plan plan = planned(task);
                assertSound(task.goal(), plan);
                assertThat(plan.confidence()).as(task.goal()).isGreaterThanOrEqualTo(task.taskId().equals("t-36") ? 0.2 : 0.5);
            }
        }
    }

    private static void assertSound(String name, Plan plan) {
        assertThat(PlanGraph.of(plan)).as(name).isInstanceOfSatisfying(PlanGraph.Sound.class,
                sound -> assertThat(sound.depth()).as(name).isLessThanOrEqualTo(plan.constraints().maxDepth()));
        assertThat(plan.steps()).as(name).hasSizeBetween(1, plan.constraints().maxSteps());
        assertThat(plan.steps().stream().map(step -> step.type() + ":" + step.description())).as(name).doesNotHaveDuplicates();
    }

    private Plan plan(String goal, Constraints limits) throws InterruptedException {
        return planned(new Task("t", goal, Map.of(), limits));
    }

    private Plan planned(Task task) throws InterruptedException {
        return switch (planner.plan(task)) {
            case Answer.Planned(Plan plan) -> plan;
            case Answer.Declined declined -> throw new AssertionError(declined.reason());
        };
    }

    private static Step step(Plan plan, String id) {
        return plan.steps().stream().filter(step -> step.stepId().equals(id)).findFirst().orElseThrow();
    }

    private static Constraints limits(int steps, int depth) {
        return new Constraints(steps, depth, null, null, Priority.MEDIUM);
    }

    private static Path examples() {
        return Path.of("..", "examples", "tasks.jsonl");
    }
}
