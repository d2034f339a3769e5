package dev.planline.kubernetes;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Every port and every path is one that the process serves. */
final class PortCheck implements Check {

    /** What the alerts call whatever is scraped, in {@code up{job="planline"}}. */
    private static final String JOB = "planline";

    @Override
    public void check(Manifests all, Problems problems) {
        for (Workload workload : all.workloads()) {
            Set<Integer> served = Served.ports(all, workload);
            workload.ports().forEach((name, port) -> problems.addUnless(served.contains(port), workload.place(),
                    "the port " + name + " is " + port + "; the process listens on " + served));
            for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
                JsonNode request = workload.container().path(probe).path("httpGet");
                if (request.isObject()) {
                    probe(all, workload, probe, request, problems);
                }
            }
        }
        all.ofKind("Service").forEach(service -> service(all, service, problems));
        all.ofKind("ServiceMonitor").forEach(monitor -> monitor(all, monitor, problems));
    }

    private static void probe(Manifests all, Workload workload, String probe, JsonNode request, Problems problems) {
        Optional<Integer> port = workload.port(request.path("port"));
        Optional<Integer> management = Served.managementPort(all, workload);
        problems.addUnless(port.isPresent() && port.equals(management), workload.place(),
                probe + " asks the port " + request.path("port") + ", which is not that of health and metrics");
        path(workload.place(), probe, request, problems);
    }

    private static void path(String place, String who, JsonNode request, Problems problems) {
        String path = request.path("path").asString("");
        problems.addUnless(Served.path(path), place, who + " asks \"" + path + "\", which is not served");
    }

    private static void service(Manifests all, Manifest service, Problems problems) {
        List<Workload> selected = all.selected(service.node().at("/spec/selector"));
        problems.addUnless(selected.size() == 1, service.place(), "selects the pods of " + selected.size() + " workloads, not of one");
        for (Workload workload : selected) {
            service.node().at("/spec/ports").forEach(port -> {
                JsonNode target = port.has("targetPort") ? port.path("targetPort") : port.path("port");
                Optional<Integer> of = workload.port(target);
                problems.addUnless(of.isPresent(), service.place(), "the pods have no port " + target);
                problems.addUnless(of.isEmpty() || of.get() == port.path("port").asInt(0), service.place(),
                        "offers " + port.path("port") + " for the port " + of.orElse(0) + " of the pods; keep them the same");
            });
        }
    }

    private static void monitor(Manifests all, Manifest monitor, Problems problems) {
        var labels = Manifest.texts(monitor.node().at("/spec/selector/matchLabels"));
        List<Manifest> services = all.ofKind("Service")
                .filter(service -> service.labels().entrySet().containsAll(labels.entrySet())).toList();
        problems.addUnless(!services.isEmpty(), monitor.place(), "selects no Service");
        String jobLabel = monitor.node().at("/spec/jobLabel").asString("");
        services.stream().map(service -> service.labels().getOrDefault(jobLabel, "")).filter(job -> !job.equals(JOB)).distinct()
                .forEach(job -> problems.add(monitor.place(), "the job is \"" + job + "\"; alerts and board ask for " + JOB));
        for (JsonNode endpoint : monitor.node().at("/spec/endpoints")) {
            path(monitor.place(), "an endpoint", endpoint, problems);
            String port = endpoint.path("port").asString("");
            services.stream()
                    .filter(service -> service.node().at("/spec/ports").valueStream()
                            .noneMatch(offered -> offered.path("name").asString("").equals(port)))
                    .forEach(service -> problems.add(monitor.place(), service.place() + " has no port " + port));
        }
    }
}
