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

    private final Map<String, Agent> agents;
    private final Map<String, List<Agent>> byType = new HashMap<>();
    private final Descriptions descriptions;

    private Directory(Map<String, Agent> agents) {
        this.agents = agents;
        this.descriptions = Descriptions.of(agents.values());
        agents.values().forEach(
                agent -> Set.copyOf(agent.stepTypes()).forEach(type -> byType.computeIfAbsent(type, t -> new ArrayList<>()).add(agent)));
    }

    static Directory of(Map<String, Agent> agents) {
        return new Directory(agents);
    }

    Optional<Agent> agent(String name) {
        return Optional.ofNullable(agents.get(name));
    }

    /** Agents that list this type, in the order of the registry. */
    List<Agent> takers(String type) {
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
        takers(type).forEach(agent -> skills.addAll(agent.skills()));
        return skills;
    }
}
