package dev.planline.router;

import dev.planline.model.Agent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A registry, indexed by the types of steps that its agents take. */
final class Directory {

    /**
     * An agent and its place in the registry.
     *
     * @param seat 0 for the first, one more for each other
     */
    record Entry(Agent agent, int seat) {}

    private final Map<String, Entry> byName = new HashMap<>();
    private final Map<String, List<Entry>> byType = new HashMap<>();
    private final Descriptions descriptions;

    private Directory(Map<String, Agent> agents) {
        var open = new ArrayList<Entry>();
        for (Agent agent : agents.values()) {
            var entry = new Entry(agent, byName.size());
            byName.put(agent.name(), entry);
            Set.copyOf(agent.stepTypes()).forEach(type -> byType.computeIfAbsent(type, _ -> new ArrayList<>()).add(entry));
            if (agent.stepTypes().isEmpty()) {
                open.add(entry);
            }
        }
        descriptions = Descriptions.of(open);
    }

    static Directory of(Map<String, Agent> agents) {
        return new Directory(agents);
    }

    /** How many agents there are. */
    int size() {
        return byName.size();
    }

    Optional<Entry> entry(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Agents that list this type, in the order of the registry. */
    List<Entry> takers(String type) {
        return byType.getOrDefault(type, List.of());
    }

    /** The agents that list no types. */
    Descriptions descriptions() {
        return descriptions;
    }

    Set<String> types() {
        return byType.keySet();
    }

    /** All skills of the agents that take steps of this type. */
    Set<String> skills(String type) {
        var skills = new TreeSet<String>();
        takers(type).forEach(entry -> skills.addAll(entry.agent().skills()));
        return skills;
    }
}
