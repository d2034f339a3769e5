package dev.planline.model;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What a routed plan asks for and of whom, as a short hash: equal for plans that differ in nothing but their revision, the ids
 * of their steps and groups, and how the route is explained. An id counts by its place in the plan, since a planner that
 * makes the same plan twice need not name its steps alike.
 */
final class Fingerprint {

    private final Map<String, String> places = new HashMap<>();
    private final Map<String, List<String>> agents;
    private final StringBuilder text = new StringBuilder();

    private Fingerprint(RoutedPlan route) {
        agents = route.assignments().stream().collect(
                Collectors.groupingBy(Assignment::stepId, Collectors.mapping(Assignment::agent, Collectors.toList())));
    }

    static String of(RoutedPlan route) {
        var fingerprint = new Fingerprint(route);
        fingerprint.read(route.plan());
        return UUID.nameUUIDFromBytes(fingerprint.text.toString().getBytes(StandardCharsets.UTF_8)).toString();
    }

    private void read(Plan plan) {
        for (int i = 0; i < plan.groups().size(); i++) {
            places.putIfAbsent(plan.groups().get(i).groupId(), "group " + i);
        }
        for (int i = 0; i < plan.steps().size(); i++) {
            places.putIfAbsent(plan.steps().get(i).stepId(), "step " + i);
        }
        for (Group group : plan.groups()) {
            add(group.parent() == null ? List.of() : List.of(place(group.parent())));
        }
        for (Step step : plan.steps()) {
            add(List.of(step.type(), step.description()));
            add(step.finished() ? List.of("finished") : List.of());
            add(step.group() == null ? List.of() : List.of(place(step.group())));
            add(step.dependsOn().stream().map(this::place).sorted().toList());
            add(step.requiredSkills().stream().sorted().toList());
            add(agents.getOrDefault(step.stepId(), List.of()).stream().sorted().toList());
        }
    }

    private String place(String id) {
        return places.getOrDefault(id, id);
    }

    /** Each text with its length, so that no two lists of texts read the same. */
    private void add(List<String> texts) {
        texts.forEach(one -> text.append(one.length()).append(':').append(one));
        text.append(';');
    }
}
