package dev.planline.kubernetes;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** Whatever selects pods selects those that are meant. */
final class SelectorCheck implements Check {

    @Override
    public void check(Manifests all, Problems problems) {
        for (Workload workload : all.workloads().stream().filter(Workload::serves).toList()) {
            JsonNode own = workload.manifest().node().at("/spec/selector/matchLabels");
            selects(all, workload, own, "its selector", problems);
            workload.pod().path("topologySpreadConstraints").forEach(
                    constraint -> selects(all, workload, constraint.at("/labelSelector/matchLabels"), "a spread constraint", problems));
            if (Role.named(workload.role()).isPresent()) {
                long budgets = all.ofKind("PodDisruptionBudget")
                        .filter(budget -> workload.selectedBy(Manifest.texts(budget.node().at("/spec/selector/matchLabels")))).count();
                problems.addUnless(budgets == 1, workload.place(), budgets + " disruption budgets select its pods, not one");
            }
        }
        all.ofKind("PodDisruptionBudget").forEach(budget -> {
            int selected = all.selected(budget.node().at("/spec/selector/matchLabels")).size();
            problems.addUnless(selected == 1, budget.place(), "selects the pods of " + selected + " workloads, not of one");
            problems.addUnless(budget.node().at("/spec/maxUnavailable").asInt(0) == 1, budget.place(), "must allow one pod to be away");
        });
    }

    private static void selects(Manifests all, Workload workload, JsonNode labels, String what, Problems problems) {
        List<Workload> selected = all.selected(labels);
        problems.addUnless(selected.equals(List.of(workload)), workload.place(),
                what + " selects the pods of " + selected.stream().map(Workload::place).toList());
    }
}
