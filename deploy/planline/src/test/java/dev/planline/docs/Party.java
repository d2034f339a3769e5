package dev.planline.docs;

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
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Who reads and writes what.
 *
 * @param reads what it takes as a member of its consumer group
 * @param looksUp what each of its instances reads whole
 */
record Party(String id, Set<Topic> reads, Set<Topic> looksUp, Set<Topic> writes) {

    static final Party USERS = new Party("users", Set.of(VALIDATED, ABANDONED), Set.of(), Set.of(TASKS, AGENTS, RULES, CONTROLS));
    static final Party PLANNER = new Party("planner", Set.of(TASKS, REJECTED), Set.of(AGENTS, CONTROLS, TRAJECTORIES),
            Set.of(PLANS, ABANDONED));
    static final Party ROUTER = new Party("router", Set.of(PLANS, REJECTED), Set.of(AGENTS, RULES, CONTROLS, TRAJECTORIES),
            Set.of(ROUTES, ABANDONED));
    static final Party VALIDATOR = new Party("validator", Set.of(ROUTES), Set.of(AGENTS, CONTROLS), Set.of(VALIDATED, REJECTED, ABANDONED));
    static final Party SINK = new Party("sink", Set.of(Topic.values()), Set.of(), Set.of(PRIORITIES));
    static final Party AGENT = new Party("agents", Set.of(VALIDATED), Set.of(), Set.of(AGENTS, TRAJECTORIES));

    private static final List<Party> ALL = List.of(USERS, PLANNER, ROUTER, VALIDATOR, SINK, AGENT);

    /** The parties that are workers of Planline. */
    static List<Party> workers() {
        return List.of(PLANNER, ROUTER, VALIDATOR, SINK);
    }

    static String writersOf(Topic topic) {
        return names(party -> party.writes.contains(topic));
    }

    static String readersOf(Topic topic) {
        return names(party -> party.reads.contains(topic) || party.looksUp.contains(topic));
    }

    /** The same, with those that hold it whole in another form. */
    static String readersOf(Topic topic, String whole) {
        return ALL.stream().filter(party -> party.reads.contains(topic) || party.looksUp.contains(topic))
                .map(party -> party.reads.contains(topic) ? party.id : whole.formatted(party.id))
                .collect(Collectors.joining(", "));
    }

    private static String names(Predicate<Party> which) {
        return ALL.stream().filter(which).map(Party::id).collect(Collectors.joining(", "));
    }
}
