package dev.planline.router;

import dev.planline.model.Trajectory;
import dev.planline.model.TrajectoryOutcome;
import dev.planline.model.TrajectoryStep;
import dev.planline.runtime.Learner;
import dev.planline.runtime.Logged;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/**
 * What the log of trajectories says of each agent: how often it succeeded. A step that names its agent counts for that agent; a
 * trajectory without such steps counts as a whole. Success counts 1, partial success half, and an unknown outcome not at all.
 *
 * <p>The weight of an outcome halves with every half-life, and all outcomes of an agent together weigh at most
 * {@value #MOST} new ones, so that an agent that got better or worse is seen as what it is now. An agent is forgotten when less than
 * a hundredth of an outcome is left of it. One thread learns; any may look.
 */
public final class TrackRecords implements Learner<Trajectory> {

    /** As how many new outcomes all outcomes of one agent count at most. */
    static final int MOST = 200;

    private static final double NEGLIGIBLE = 0.01;

    /** How many of the last trajectories are known by their ids, so that one that was sent twice counts once. */
    private static final int REMEMBERED = 10_000;

    record Dated(TrackRecord value, Instant at) {

        TrackRecord at(Instant now, HalfLife halfLife) {
            return value.times(halfLife.left(at, now));
        }
    }

    /**
     * What is known after some trajectories.
     *
     * @param trials of all agents together
     * @param at when they are so many; later there are fewer
     */
    record State(Map<String, Dated> agents, double trials, Instant at) {}

    private final HalfLife halfLife;
    private final Map<String, Dated> agents = new HashMap<>();
    private final SequencedSet<String> seen = new LinkedHashSet<>();
    private volatile State state = new State(Map.of(), 0, Instant.EPOCH);

    /** Nothing is known yet. */
    public TrackRecords(Duration halfLife) {
        this.halfLife = HalfLife.of(halfLife);
    }

    @Override
    public void begin() {
        agents.clear();
        seen.clear();
    }

    @Override
    public void learn(List<Logged<Trajectory>> trajectories) {
        for (Logged<Trajectory> logged : trajectories) {
            Trajectory trajectory = logged.value();
            if (seen.add(trajectory.trajectoryId())) {
                learn(trajectory, earlier(trajectory.createdAt(), logged.at()));
            }
        }
        while (seen.size() > REMEMBERED) {
            seen.removeFirst();
        }
        publish();
    }

    /** Leaves out agents of whom nothing is left, so that names that are used once do not stay. */
    private void publish() {
        Instant latest = agents.values().stream().map(Dated::at).max(Instant::compareTo).orElse(Instant.EPOCH);
        agents.values().removeIf(dated -> dated.at(latest, halfLife).trials() < NEGLIGIBLE);
        double trials = agents.values().stream().mapToDouble(dated -> dated.at(latest, halfLife).trials()).sum();
        state = new State(Map.copyOf(agents), trials, latest);
    }

    /** What is known now; it stays the same whatever is learnt meanwhile. */
    Known at(Instant now) {
        return new Known(state, now, halfLife);
    }

    /** What is known at a time. */
    record Known(State state, Instant now, HalfLife halfLife) {

        /** What is known of an agent. */
        TrackRecord of(String agent) {
            Dated dated = state.agents().get(agent);
            return dated == null ? TrackRecord.NONE : dated.at(now, halfLife);
        }

        /** The trials of all agents together. */
        double trials() {
            return state.trials() * halfLife.left(state.at(), now);
        }
    }

    /** What says that it comes from the future would outweigh everything until then. */
    private static Instant earlier(@Nullable Instant created, Instant logged) {
        return created == null || created.isAfter(logged) ? logged : created;
    }

    private void learn(Trajectory trajectory, Instant at) {
        List<TrajectoryStep> steps = trajectory.steps().stream().filter(step -> step.agent() != null).toList();
        if (steps.isEmpty()) {
            learn(trajectory.agent(), trajectory.outcome(), at);
        }
        steps.forEach(step -> learn(Objects.requireNonNull(step.agent()), step.outcome(), at));
    }

    private void learn(String agent, TrajectoryOutcome outcome, Instant at) {
        switch (outcome) {
            case SUCCESS -> learn(agent, 1, at);
            case PARTIAL -> learn(agent, 0.5, at);
            case FAILURE -> learn(agent, 0, at);
            case UNKNOWN -> {
            }
        }
    }

    /** An outcome that is older than the last one counts as what is left of it by then. */
    private void learn(String agent, double success, Instant at) {
        Dated before = agents.getOrDefault(agent, new Dated(TrackRecord.NONE, at));
        Instant last = before.at().isAfter(at) ? before.at() : at;
        TrackRecord after = before.at(last, halfLife).and(success, halfLife.left(at, last)).atMost(MOST);
        agents.put(agent, new Dated(after, last));
    }
}
