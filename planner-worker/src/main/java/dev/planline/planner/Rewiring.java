package dev.planline.planner;

import dev.planline.model.Step;
import dev.planline.text.Beginning;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Takes steps out of a plan and puts others in their place, so that whoever waited still waits for the right ones. */
final class Rewiring {

    /** Longest stem of the id of a part, in characters: an id has at most 200, and the number of the part follows. */
    private static final int STEM_LIMIT = 190;

    /** Longest list of skills in the description of a part, in characters. */
    private static final int SKILLS_LIMIT = 200;

    private Rewiring() {}

    /** The steps that nothing may be put in the place of: those that are finished, and what those waited for. */
    static Set<String> fixed(List<Step> steps) {
        return steps.stream().filter(Step::finished).flatMap(step -> Stream.concat(Stream.of(step.stepId()), step.dependsOn().stream()))
                .collect(Collectors.toSet());
    }

    /** Without these steps; who waited for one waits for what it waited for. All of them if none would be left. */
    static List<Step> drop(List<Step> steps, Set<String> dropped) {
        return drop(steps, dropped, Map.of());
    }

    /**
     * The same; who waited for one waits for its twin, too.
     *
     * @param twins of dropped steps, which do the work of these
     */
    static List<Step> drop(List<Step> steps, Set<String> dropped, Map<String, String> twins) {
        if (dropped.isEmpty() || steps.stream().allMatch(step -> dropped.contains(step.stepId()))) {
            return steps;
        }
        Map<String, List<String>> before = new HashMap<>();
        steps.stream().filter(step -> dropped.contains(step.stepId())).forEach(step -> before.put(step.stepId(),
                Stream.concat(step.dependsOn().stream(), Stream.ofNullable(twins.get(step.stepId()))).toList()));
        return steps.stream().filter(step -> !dropped.contains(step.stepId())).map(step -> waiting(step, before)).toList();
    }

    /**
     * With a step replaced by one for each part, which has its skills and waits for the part before; who waited for the step
     * waits for the last of them. The parts are numbered after the step: {@code build.code.1}, {@code build.code.2}.
     *
     * @param groups ids that no step may have
     */
    static List<Step> split(List<Step> steps, Set<String> groups, String stepId, List<List<String>> parts) {
        Set<String> taken = steps.stream().map(Step::stepId).collect(Collectors.toCollection(HashSet::new));
        taken.addAll(groups);
        List<String> ids = ids(stepId, taken, parts.size());
        Map<String, List<String>> instead = Map.of(stepId, List.of(ids.getLast()));
        var split = new ArrayList<Step>(steps.size() + parts.size());
        for (Step step : steps) {
            if (!step.stepId().equals(stepId)) {
                split.add(waiting(step, instead));
                continue;
            }
            for (int part = 0; part < ids.size(); part++) {
                List<String> dependsOn = part == 0 ? step.dependsOn() : List.of(ids.get(part - 1));
                split.add(new Step(ids.get(part), step.type(), description(step, part, parts), step.group(), dependsOn, parts.get(part),
                        step.metadata()));
            }
        }
        return split;
    }

    /** The first free numbers after the id. */
    private static List<String> ids(String stepId, Set<String> taken, int count) {
        String stem = Beginning.of(stepId, STEM_LIMIT);
        var ids = new ArrayList<String>(count);
        for (int number = 1; ids.size() < count; number++) {
            String id = stem + "." + number;
            if (!taken.contains(id)) {
                ids.add(id);
            }
        }
        return ids;
    }

    /** What tells the parts apart has to stand in the words, or they would ask for the same work. */
    private static String description(Step step, int part, List<List<String>> parts) {
        String which = " (part " + (part + 1) + " of " + parts.size() + ": "
                + Beginning.of(String.join(", ", parts.get(part)), SKILLS_LIMIT) + ")";
        return Beginning.of(step.description(), Step.DESCRIPTION_LIMIT - which.length()) + which;
    }

    /** The step, waiting for other steps in the place of those that are gone, which may be gone themselves. */
    private static Step waiting(Step step, Map<String, List<String>> instead) {
        if (step.dependsOn().stream().noneMatch(instead::containsKey)) {
            return step;
        }
        var dependsOn = new LinkedHashSet<String>();
        var seen = new HashSet<String>();
        var open = new ArrayList<>(step.dependsOn());
        while (!open.isEmpty()) {
            String dependency = open.removeFirst();
            if (!seen.add(dependency)) {
                continue;
            }
            List<String> others = instead.get(dependency);
            if (others == null) {
                dependsOn.add(dependency);
            } else {
                open.addAll(0, others);
            }
        }
        return new Step(step.stepId(), step.type(), step.description(), step.group(), List.copyOf(dependsOn), step.requiredSkills(),
                step.metadata());
    }
}
