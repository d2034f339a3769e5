package dev.planline.testkit;

import static dev.planline.wire.Topic.ABANDONED;
import static dev.planline.wire.Topic.AGENTS;
import static dev.planline.wire.Topic.CONTROLS;
import static dev.planline.wire.Topic.PLANS;
import static dev.planline.wire.Topic.PRIORITIES;
import static dev.planline.wire.Topic.REJECTED;
import static dev.planline.wire.Topic.ROUTES;
import static dev.planline.wire.Topic.RULES;
import static dev.planline.wire.Topic.TASKS;
import static dev.planline.wire.Topic.TRAJECTORIES;
import static dev.planline.wire.Topic.VALIDATED;

import dev.planline.wire.Topic;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who reads and writes what.
 *
 * @param reads what it takes as a member of its consumer group
 * @param looksUp what each of its instances reads whole
 */
public record Party(String id, Set<Topic> reads, Set<Topic> looksUp, Set<Topic> writes) {

    /** Those who submit tasks and keep the registry. */
    public static final Party USERS = new Party("users", Set.of(VALIDATED, ABANDONED), Set.of(), Set.of(TASKS, AGENTS, RULES, CONTROLS));
    /** The planner. */
    public static final Party PLANNER = new Party("planner", Set.of(TASKS, REJECTED), Set.of(AGENTS, CONTROLS, TRAJECTORIES),
            Set.of(PLANS, ABANDONED));
    /** The router. */
    public static final Party ROUTER = new Party("router", Set.of(PLANS, REJECTED), Set.of(AGENTS, RULES, CONTROLS, TRAJECTORIES),
            Set.of(ROUTES, ABANDONED));
    /** The validator. */
    public static final Party VALIDATOR = new Party("validator", Set.of(ROUTES), Set.of(AGENTS, CONTROLS),
            Set.of(VALIDATED, REJECTED, ABANDONED));
    /** The sink. */
    public static final Party SINK = new Party("sink", Set.of(Topic.values()), Set.of(), Set.of(PRIORITIES));
    /** Those who carry plans out. */
    public static final Party AGENT = new Party("agents", Set.of(VALIDATED), Set.of(), Set.of(AGENTS, TRAJECTORIES));

    private static final List<Party> ALL = List.of(USERS, PLANNER, ROUTER, VALIDATOR, SINK, AGENT);

    /** The parties that are workers of Planline. */
    public static List<Party> workers() {
        return List.of(PLANNER, ROUTER, VALIDATOR, SINK);
    }

    /** The worker of this name; empty if there is none. */
    public static Optional<Party> worker(String id) {
        return workers().stream().filter(party -> party.id.equals(id)).findFirst();
    }

    /** Their ids in a row. */
    public static String writersOf(Topic topic) {
        return ALL.stream().filter(party -> party.writes.contains(topic)).map(Party::id).collect(Collectors.joining(", "));
    }

    /** The same of those who read it in either way. */
    public static String readersOf(Topic topic) {
        return readersOf(topic, "%s");
    }

    /** The same, with those that hold it whole in another form. */
    public static String readersOf(Topic topic, String whole) {
        return ALL.stream().filter(party -> party.reads.contains(topic) || party.looksUp.contains(topic))
                .map(party -> party.reads.contains(topic) ? party.id : whole.formatted(party.id))
                .collect(Collectors.joining(", "));
    }
}
