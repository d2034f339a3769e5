package dev.planline.planner;

import dev.planline.model.Agent;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Which types of steps can stand in for one another. */
final class Kinship {

    private static final List<List<String>> FAMILIES = List.of(
            List.of("implement", "code", "build", "develop", "backend", "frontend", "api", "database", "generic"),
            List.of("frontend", "ui", "design_implementation", "implement"),
            List.of("design", "requirements", "planning", "architecture", "system_design", "technical_spec"),
            List.of("test", "test_run", "validation", "qa", "quality_assurance", "review"),
            List.of("deploy", "infrastructure", "devops"),
            List.of("monitor", "observability", "metrics", "analytics"),
            List.of("analytics", "data_analysis", "reporting", "research"),
            List.of("research", "discovery", "investigation", "analytics"),
            List.of("security", "vulnerability_scan", "penetration_test"),
            List.of("marketing", "promotion", "content", "documentation"),
            List.of("sales", "outreach", "lead_generation", "marketing"),
            List.of("support", "customer_service", "help", "documentation"),
            List.of("finance", "accounting", "budgeting"));

    private Kinship() {}

    /** The nearest kin that some agent takes; {@code generic} if there is none and some agent takes that. */
    static Optional<String> of(String type, Collection<Agent> agents) {
        return FAMILIES.stream()
                .filter(family -> family.contains(type))
                .flatMap(List::stream)
                .filter(kin -> taken(kin, agents))
                .findFirst()
                .or(() -> Optional.of("generic").filter(generic -> taken(generic, agents)));
    }

    private static boolean taken(String type, Collection<Agent> agents) {
        return agents.stream().anyMatch(agent -> agent.stepTypes().contains(type));
    }
}
