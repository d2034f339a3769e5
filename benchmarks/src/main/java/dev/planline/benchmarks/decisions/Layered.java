package dev.planline.benchmarks.decisions;

import dev.planline.model.Constraints;
import dev.planline.model.Plan;
import dev.planline.model.Priority;
import dev.planline.model.Task;
import dev.planline.planner.spi.Answer;
import dev.planline.planner.spi.Division;
import dev.planline.planner.spi.Expanded;
import dev.planline.planner.spi.Expansion;
import dev.planline.planner.spi.Part;
import dev.planline.planner.spi.Planner;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Plans a thousand steps in layers of eight; each step waits for the whole layer before it. A made-up planner, so that the rest of
 * planning is measured: growing the graph, checking it, and the door of the chain.
 */
final class Layered implements Planner {

    private static final int STEPS = 1_000;
    private static final int WIDTH = 8;
    private static final List<String> DOING = List.of("compile", "inspect", "translate", "archive", "rank", "merge", "publish", "encrypt",
            "sample", "paint");
    private static final List<String> WHAT = List.of("invoice", "photo", "contract", "recipe", "ledger", "poem", "map", "survey", "log",
            "ticket");
    private static final List<String> WHERE = List.of("Norway", "Chile", "Kenya", "Japan", "Italy", "Peru", "Egypt", "India", "Cuba",
            "Fiji");

    private final List<String> types;
    private final List<Leaf> leaves;

    private record Leaf(String id, String type, String description, List<String> after) implements Part {

        @Override
        public List<String> skills() {
            return List.of();
        }

        @Override
        public Map<String, Object> metadata() {
            return Map.of();
        }

        @Override
        public boolean divisible() {
            return false;
        }
    }

    /** Its steps are of these types in turn. */
    Layered(List<String> types) {
        this.types = types;
        this.leaves = IntStream.range(0, STEPS).mapToObj(this::leaf).toList();
    }

    /** A task that allows as many. */
    static Task task() {
        return new Task("t", "Process the archive", Map.of(), new Constraints(STEPS, 1, null, null, Priority.MEDIUM));
    }

    private Leaf leaf(int number) {
        int layer = number / WIDTH;
        List<String> after = layer == 0 ? List.of() : IntStream.range(0, WIDTH).mapToObj(i -> id((layer - 1) * WIDTH + i)).toList();
        return new Leaf(id(number), types.get(number % types.size()), text(number), after);
    }

    /** One of a thousand texts. */
    static String text(int number) {
        return DOING.get(number % 10) + " the " + WHAT.get(number / 10 % 10) + " of " + WHERE.get(number / 100);
    }

    private static String id(int number) {
        return "s" + number;
    }

    @Override
    public String name() {
        return "layered";
    }

    @Override
    public Answer plan(Task task) throws InterruptedException {
        var expansion = new Expansion<Leaf>(task.constraints(), _ -> new Division.Failed<>("a leaf has no parts"));
        return switch (expansion.expand(leaves)) {
            case Expanded.Refused(String reason) -> new Answer.Declined(reason);
            case Expanded.Tree tree -> new Answer.Planned(new Plan(task.taskId(), 1, task.goal(), name(), 1, List.of(), tree.groups(),
                    tree.steps(), task.context(), task.constraints(), List.of()));
        };
    }
}
