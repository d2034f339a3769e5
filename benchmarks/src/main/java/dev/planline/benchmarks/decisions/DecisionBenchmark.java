package dev.planline.benchmarks.decisions;

import dev.planline.benchmarks.workload.Examples;
import dev.planline.model.Agent;
import dev.planline.model.CostTier;
import dev.planline.model.Plan;
import dev.planline.model.RoutedPlan;
import dev.planline.model.Task;
import dev.planline.planner.TemplatePlanner;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The decisions of the three stages, on one thread. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class DecisionBenchmark {

    private static final List<String> TYPES = IntStream.range(0, 40).mapToObj(i -> "type" + i).toList();

    /** A plan of seven steps, made by the templates from an example task, for the example agents and rules. */
    @State(Scope.Thread)
    public static class Seven {

        private final Loop loop = new Loop(new TemplatePlanner(), Examples.agents(), Examples.rules());
        private final Task task = Examples.tasks().stream().filter(each -> loop.plan(each).steps().size() == 7).findFirst().orElseThrow();
        private final Plan plan = loop.plan(task);
        private final RoutedPlan route = loop.route(plan);
    }

    /** A plan of a thousand steps. */
    @State(Scope.Thread)
    public static class Thousand {

        private final Task task = Layered.task();
        private final Loop loop = new Loop(new Layered(TYPES), agents(10), List.of());
    }

    /** 260 agents. */
    @State(Scope.Thread)
    public static class Catalogue {

        /** How many of the forty types each of them lists; with 0 it has a description alone. */
        @Param({"3", "10", "40", "0"})
        public int types;

        private Loop loop = new Loop(new Layered(TYPES), List.of(), List.of());
        private final Plan plan = loop.plan(Layered.task());

        /** Makes the agents. */
        @Setup(Level.Trial)
        public void register() {
            loop = new Loop(new Layered(TYPES), agents(types), List.of());
            RoutedPlan route = loop.route(plan);
            if (!route.unassigned().isEmpty()) {
                throw new IllegalStateException("BUG: not all steps are routed: " + route.unassigned());
            }
        }
    }

    private static List<Agent> agents(int types) {
        return IntStream.range(0, 260).mapToObj(i -> new Agent("agent" + i, Layered.text(i * 37 % 1_000),
                IntStream.range(0, types).mapToObj(t -> TYPES.get((i + t) % TYPES.size())).toList(), List.of(), CostTier.MEDIUM, null,
                0.5 + i % 50 / 100.0, 10)).toList();
    }

    /** Plan, route and validate seven steps. */
    @Benchmark
    public RoutedPlan sevenSteps(Seven seven) {
        return seven.loop.run(seven.task);
    }

    /** The first part of that. */
    @Benchmark
    public Plan sevenStepsPlan(Seven seven) {
        return seven.loop.plan(seven.task);
    }

    /** The second part of that. */
    @Benchmark
    public RoutedPlan sevenStepsRoute(Seven seven) {
        return seven.loop.route(seven.plan);
    }

    /** The third part of that. */
    @Benchmark
    public RoutedPlan sevenStepsValidate(Seven seven) {
        return seven.loop.validate(seven.route);
    }

    /** Plan, route and validate a thousand steps in layers of eight, for 260 agents. */
    @Benchmark
    public RoutedPlan thousandSteps(Thousand thousand) {
        return thousand.loop.run(thousand.task);
    }

    /** Route a thousand steps over 260 agents. */
    @Benchmark
    public RoutedPlan routing(Catalogue catalogue) {
        return catalogue.loop.route(catalogue.plan);
    }
}
