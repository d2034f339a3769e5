package dev.planline.planner.recall;

import static dev.planline.planner.recall.Journeys.step;
import static dev.planline.planner.recall.Journeys.trajectory;
import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.graph.PlanGraph;
import dev.planline.model.Constraints;
import dev.planline.model.Plan;
import dev.planline.model.Priority;
import dev.planline.model.Step;
import dev.planline.model.Task;
import dev.planline.model.Trajectory;
import dev.planline.model.TrajectoryOutcome;
import dev.planline.planner.recall.Journeys.Journey;
import dev.planline.planner.spi.Answer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecallPlannerTest {

    private final ExemplarIndex exemplars = ExemplarIndex.inMemory();
    private final RecallPlanner planner = new RecallPlanner(exemplars, 0.6);

    @AfterEach
    void close() {
        exemplars.close();
    }

    @Test
    void goalsNeverSeenArePlannedAsTheirLikesWere() {
        var journeys = new Journeys(new SplittableRandom(7));
        exemplars.add(journeys.trajectories(600));
        int steps = 0;
        int inOrder = 0;
        for (int i = 0; i < 100; i++) {
            Journey journey = journeys.next();
            List<String> types = planned(journey.goal()).steps().stream().map(Step::type).toList();
            steps += types.size() == journey.types().size() && types.containsAll(journey.types()) ? 1 : 0;
            inOrder += types.equals(journey.types()) ? 1 : 0;
        }
        assertThat(List.of(steps, inOrder)).containsExactly(100, 88);
    }

    @Test
    void aTrajectoryServesTheNextTask() {
        exemplars.add(new Journeys(new SplittableRandom(1)).trajectories(100));
        String goal = "Water the orchids of the greenhouse and prune the roses";
        assertThat(planner.plan(new Task("t", goal))).isInstanceOf(Answer.Declined.class);
        exemplars.add(List.of(trajectory("garden-1", "Prune the roses, water the orchids in our greenhouse", List.of("water", "prune"))));
        Plan plan = planned(goal);
        assertThat(plan.steps()).extracting(Step::type).containsExactly("water", "prune");
        assertThat(plan.basedOn()).startsWith("garden-1");
        assertThat(plan.planner()).isEqualTo("recall");
    }

    @Test
    void whatIsLikeNoExemplarIsLeftToTheNextPlanner() {
        exemplars.add(new Journeys(new SplittableRandom(1)).trajectories(200));
        assertThat(planner.plan(new Task("t", "Help me to prove the four colour theorem")))
                .isEqualTo(new Answer.Declined("its confidence would be 0.31, less than 0.60"));
        assertThat(planner.plan(new Task("t", "quaternions"))).isEqualTo(new Answer.Declined("no trajectory had a goal like it"));
    }

    @Test
    void withoutTrajectoriesThereIsNoAnswer() {
        assertThat(planner.plan(new Task("t", "Book a flight"))).isEqualTo(new Answer.Declined("no trajectory had a goal like it"));
    }

    @Test
    void holdsTheLimitOfSteps() {
        exemplars.add(new Journeys(new SplittableRandom(3)).trajectories(300));
        String goal = "Please book the flight in Oslo, then change the hotel in Turin, then cancel the car in Quito.";
        assertThat(planned(goal).steps()).hasSize(3);
        var task = new Task("t", goal, Map.of(), new Constraints(2, 5, null, null, Priority.MEDIUM));
        assertThat(((Answer.Planned) new RecallPlanner(exemplars, 0).plan(task)).plan().steps()).hasSize(2);
    }

    @Test
    void equalStoriesAreKeptOnceHoweverOftenTheyAreRead() {
        List<Trajectory> some = new Journeys(new SplittableRandom(5)).trajectories(50);
        exemplars.add(some);
        int size = exemplars.size();
        String goal = some.getFirst().goal();
        Plan before = planned(goal);
        exemplars.add(some);
        exemplars.add(List.of(trajectory("later", goal, some.getFirst().steps().stream().map(s -> String.valueOf(s.type())).toList())));
        assertThat(exemplars.size()).isEqualTo(size);
        assertThat(planned(goal)).isEqualTo(before);
    }

    @Test
    void stepsThatExemplarsHadSideBySideStayThere() {
        var both = List.of(step("design", "design"), step("front", "frontend", "design"), step("back", "backend", "design"),
                step("ship", "deploy", "front", "back"));
        var trajectories = new ArrayList<Trajectory>();
        List<String> names = List.of("shop", "forum", "wiki", "blog", "bank", "game");
        names.forEach(name -> trajectories
                .add(trajectory("w-" + name, "Build a web site for a " + name, TrajectoryOutcome.SUCCESS, both)));
        exemplars.add(trajectories);
        exemplars.add(new Journeys(new SplittableRandom(9)).trajectories(100));
        Plan plan = planned("Build a web site for a library");
        assertThat(plan.steps()).extracting(Step::stepId).containsExactlyInAnyOrder("design", "frontend", "backend", "deploy");
        assertThat(dependencies(plan)).isEqualTo(Map.of("design", List.of(), "frontend", List.of("design"), "backend",
                List.of("design"), "deploy", plan.steps().subList(1, 3).stream().map(Step::stepId).toList()));
    }

    @Test
    void aTypeThatIsNeededTwiceIsTwoSteps() {
        var trajectories = new ArrayList<Trajectory>();
        List.of("red", "green", "blue", "white").forEach(colour -> trajectories.add(trajectory("p-" + colour,
                "Paint the fence " + colour + " with two coats", List.of("sand", "paint", "paint"))));
        exemplars.add(trajectories);
        exemplars.add(new Journeys(new SplittableRandom(9)).trajectories(100));
        Plan plan = planned("Paint the fence black with two coats");
        assertThat(plan.steps()).extracting(Step::stepId).containsExactly("sand", "paint", "paint-2");
        assertThat(plan.steps()).extracting(Step::description).doesNotHaveDuplicates();
    }

    @Test
    void aStepSaysWhichPartOfTheGoalAsksForIt() {
        exemplars.add(new Journeys(new SplittableRandom(3)).trajectories(600));
        Plan plan = planned("Please book the flight in Oslo, then cancel the hotel in Turin.");
        assertThat(plan.steps()).extracting(Step::description)
                .containsExactly("flight book (1 of 2): Please book the flight in Oslo",
                        "hotel cancel (2 of 2): then cancel the hotel in Turin");
    }

    @Test
    void everyPlanIsSound() {
        exemplars.add(new Journeys(new SplittableRandom(11)).trajectories(80));
        var unsure = new RecallPlanner(exemplars, 0);
        var journeys = new Journeys(new SplittableRandom(12));
        for (int i = 0; i < 200; i++) {
            String goal = journeys.next().goal() + " " + journeys.next().goal();
            Plan plan = ((Answer.Planned) unsure.plan(new Task("t", goal))).plan();
            assertThat(PlanGraph.of(plan)).isInstanceOf(PlanGraph.Sound.class);
            assertThat(plan.confidence()).isBetween(0.0, 1.0);
            assertThat(plan.basedOn()).hasSizeBetween(1, 5).doesNotHaveDuplicates();
        }
    }

    @Test
    void aGoalOfFiveThousandCharactersIsPlannedToo() {
        exemplars.add(new Journeys(new SplittableRandom(3)).trajectories(300));
        var words = new StringBuilder("Book the flight in Oslo");
        for (int i = 0; words.length() < 4_900; i++) {
            words.append(" w").append((char) ('a' + i % 26)).append((char) ('a' + i / 26 % 26)).append('x');
        }
        assertThat(new RecallPlanner(exemplars, 0).plan(new Task("t", words.toString()))).isInstanceOf(Answer.Planned.class);
    }

    private Plan planned(String goal) {
        Answer answer = planner.plan(new Task("t", goal));
        assertThat(answer).as(goal).isInstanceOf(Answer.Planned.class);
        return ((Answer.Planned) answer).plan();
    }

    private static Map<String, List<String>> dependencies(Plan plan) {
        var dependencies = new HashMap<String, List<String>>();
        plan.steps().forEach(step -> dependencies.put(step.stepId(), step.dependsOn()));
        return dependencies;
    }
}
