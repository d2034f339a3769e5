package dev.planline.planner.recall;

import dev.planline.model.Trajectory;
import dev.planline.model.TrajectoryBuilder;
import dev.planline.model.TrajectoryOutcome;
import dev.planline.model.TrajectoryStep;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A small world of made goals: one to three errands of different kinds, in the order in which they are spoken of. */
final class Journeys {

    private static final List<String> VERBS = List.of("book", "cancel", "change");
    private static final List<String> THINGS = List.of("flight", "hotel", "train", "car", "table");
    private static final List<String> OPENINGS = List.of("Please ", "I want to ", "Could you ", "Help me to ");
    private static final List<String> PLACES = List.of("Lisbon", "Oslo", "Kyoto", "Quito", "Accra", "Turin");

    private final RandomGenerator chance;

    Journeys(RandomGenerator chance) {
        this.chance = chance;
    }

    /** A goal, and the types of the steps that reach it, in their order. */
    record Journey(String goal, List<String> types) {}

    Journey next() {
        var errands = new ArrayList<String>();
        var types = new ArrayList<String>();
        List<String> verbs = shuffled(VERBS);
        List<String> things = shuffled(THINGS);
        for (int i = 0, wanted = chance.nextInt(1, 4); i < wanted; i++) {
            errands.add(verbs.get(i) + " the " + things.get(i) + " in " + one(PLACES));
            types.add(things.get(i) + "_" + verbs.get(i));
        }
        return new Journey(one(OPENINGS) + String.join(", then ", errands) + ".", types);
    }

    List<Trajectory> trajectories(int count) {
        return IntStream.range(0, count).mapToObj(number -> {
            Journey journey = next();
            return trajectory("j-" + number, journey.goal(), journey.types());
        }).toList();
    }

    private List<String> shuffled(List<String> of) {
        var shuffled = new ArrayList<>(of);
        Collections.shuffle(shuffled, Random.from(chance));
        return shuffled;
    }

    private String one(List<String> of) {
        return of.get(chance.nextInt(of.size()));
    }

    /** A success whose steps, listed in this order, name no step before them. */
    static Trajectory trajectory(String id, String goal, List<String> types) {
        return trajectory(id, goal, TrajectoryOutcome.SUCCESS, types.stream().map(type -> step(null, type)).toList());
    }

    static Trajectory trajectory(String id, String goal, TrajectoryOutcome outcome, List<TrajectoryStep> steps) {
        return new TrajectoryBuilder(id, "agent", 0, outcome, 1).goal(goal).steps(steps).build();
    }

    static TrajectoryStep step(@Nullable String id, @Nullable String type, String... dependsOn) {
        return new TrajectoryStep(id, type, null, List.of(dependsOn), "", null, Map.of(), null, "", TrajectoryOutcome.SUCCESS, null, null);
    }
}
