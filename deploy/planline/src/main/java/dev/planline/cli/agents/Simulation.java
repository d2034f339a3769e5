package dev.planline.cli.agents;

import dev.planline.graph.Node;
import dev.planline.graph.PlanGraph;
import dev.planline.model.Agent;
import dev.planline.model.Assignment;
import dev.planline.model.CostTier;
import dev.planline.model.RoutedPlan;
import dev.planline.model.Step;
import dev.planline.model.TrajectoryOutcome;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Decides what becomes of each step of a route: whether its agent succeeds, with its success rate as the chance and one
 * second attempt, and what that takes. A step after a failed one is never begun, nor is one that is finished. A function of its arguments alone: each step
 * has its own chance, drawn from seed, task, revision and step.
 */
final class Simulation {

    private static final int ATTEMPTS = 2;
    private static final double USUAL_SECONDS = 60;

    private final RoutedPlan route;
    private final PlanGraph.Sound graph;
    private final long seed;
    private final Map<String, Agent> agentOfStep;
    private final List<StepRun> runs;

    Simulation(RoutedPlan route, PlanGraph.Sound graph, Map<String, Agent> agents, long seed) {
        this.route = route;
        this.graph = graph;
        this.seed = seed;
        this.agentOfStep = route.assignments().stream()
                .collect(Collectors.toMap(Assignment::stepId, assignment -> agent(assignment, agents), (one, other) -> one));
        this.runs = List.copyOf(decide());
    }

    RoutedPlan route() {
        return route;
    }

    /** What becomes of each step that is still to be done, in the order of the graph. */
    List<StepRun> runs() {
        return runs;
    }

    /** How long it takes when nothing waits for an agent, in simulated seconds. */
    double criticalPathSeconds() {
        Map<String, Double> durations = runs.stream().collect(Collectors.toMap(run -> run.step().stepId(), StepRun::durationSeconds));
        return graph.ends(step -> durations.getOrDefault(step.stepId(), 0.0)).values().stream().mapToDouble(Double::doubleValue).max()
                .orElse(0);
    }

    /** The same for the same task, revision and seed, so that a plan that is carried out again does not count twice. */
    String trajectoryId() {
        return "sim-" + hash("trajectory");
    }

    /** An agent that has left the registry since goes on with middling success. */
    private static Agent agent(Assignment assignment, Map<String, Agent> agents) {
        Agent known = agents.get(assignment.agent());
        return known == null ? new Agent(assignment.agent(), "", List.of(), List.of(), CostTier.MEDIUM, null, 0.5, 1) : known;
    }

    private List<StepRun> decide() {
        var blocked = new HashSet<Node>();
        var decided = new ArrayList<StepRun>();
        for (Node node : graph.nodes()) {
            Step step = node.step();
            boolean possible = node.before().stream().noneMatch(blocked::contains);
            if (step == null) {
                if (!possible) {
                    blocked.add(node);
                }
                continue;
            }
            if (step.finished()) {
                continue;
            }
            StepRun run = possible ? run(step) : notBegun(step);
            if (!run.succeeded()) {
                blocked.add(node);
            }
            decided.add(run);
        }
        return decided;
    }

    private StepRun run(Step step) {
        Agent agent = agentOf(step);
        RandomGenerator chance = new SplittableRandom(hash(step.stepId()).getMostSignificantBits());
        int attempts = 0;
        boolean success = false;
        double seconds = 0;
        while (!success && attempts < ATTEMPTS) {
            attempts++;
            success = chance.nextDouble() < agent.successRate();
            seconds += usualSeconds(agent) * chance.nextDouble(0.5, 1.5);
        }
        double quality = success ? chance.nextDouble(0.6, 1) : chance.nextDouble(0, 0.4);
        double cost = agent.costUsd() == null ? 0 : agent.costUsd() * attempts;
        long tokensIn = attempts * chance.nextLong(300, 2_000);
        long tokensOut = attempts * chance.nextLong(100, 900);
        var outcome = success ? TrajectoryOutcome.SUCCESS : TrajectoryOutcome.FAILURE;
        return new StepRun(step, agent, outcome, attempts, quality, rounded(seconds), cost, tokensIn, tokensOut);
    }

    private StepRun notBegun(Step step) {
        return new StepRun(step, agentOf(step), TrajectoryOutcome.UNKNOWN, 0, 0, 0, 0, 0, 0);
    }

    private Agent agentOf(Step step) {
        Agent agent = agentOfStep.get(step.stepId());
        return agent == null ? new Agent("nobody", "", List.of(), List.of(), CostTier.MEDIUM, null, 0, 1) : agent;
    }

    private static double usualSeconds(Agent agent) {
        Double seconds = agent.durationSeconds();
        return seconds == null ? USUAL_SECONDS : seconds;
    }

    private UUID hash(String what) {
        String all = seed + "/" + route.plan().taskId() + "/" + route.plan().revision() + "/" + what;
        return UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8));
    }

    static double rounded(double value) {
        return Math.round(value * 1_000) / 1_000.0;
    }
}
