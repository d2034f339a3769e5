package dev.planline.kubernetes;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Policies deny what nobody needs, and let pass what the process serves and what its settings name. */
final class PolicyCheck implements Check {

    private static final int DNS = 53;
    private static final Pattern WITH_PORT = Pattern.compile("(?:[A-Za-z0-9\\]]:|[pP]roxyPort=)(\\d{2,5})\\b");
    private static final Pattern WITHOUT_PORT = Pattern.compile("(https?)://[^/:\\s]+(/|\\s|$)");

    @Override
    public void check(Manifests all, Problems problems) {
        List<Manifest> policies = all.ofKind("NetworkPolicy").toList();
        for (Manifest policy : policies) {
            List<Workload> selected = all.selected(policy.node().at("/spec/podSelector/matchLabels"));
            problems.addUnless(!selected.isEmpty(), policy.place(), "selects no pods");
            ports(policy, "ingress").forEach(port -> problems.addUnless(
                    selected.stream().anyMatch(workload -> Served.ports(all, workload).contains(port)), policy.place(),
                    "lets in to the port " + port + ", which none of its pods serves"));
            ports(policy, "egress").filter(port -> port != DNS).forEach(port -> problems.addUnless(
                    selected.stream().anyMatch(workload -> named(all, workload).contains(port)), policy.place(),
                    "lets out to the port " + port + ", which no setting of its pods names"));
        }
        if (!policies.isEmpty()) {
            all.workloads().forEach(workload -> workload(all, workload, problems));
        }
    }

    private static void workload(Manifests all, Workload workload, Problems problems) {
        List<Manifest> selecting = all.ofKind("NetworkPolicy")
                .filter(policy -> workload.selectedBy(Manifest.texts(policy.node().at("/spec/podSelector/matchLabels")))).toList();
        boolean denied = selecting.stream().anyMatch(policy -> policy.node().path("spec").path("ingress").isMissingNode()
                && policy.node().path("spec").path("egress").isMissingNode()
                && policy.node().at("/spec/policyTypes").size() == 2);
        problems.addUnless(denied, workload.place(), "no policy denies everything to its pods");
        var open = new TreeSet<Integer>();
        selecting.forEach(policy -> ports(policy, "egress").forEach(open::add));
        named(all, workload).stream().filter(port -> !open.contains(port))
                .forEach(port -> problems.add(workload.place(), "no policy lets it out to the port " + port + ", which its settings name"));
        var entered = new TreeSet<Integer>();
        selecting.forEach(policy -> ports(policy, "ingress").forEach(entered::add));
        workload.ports().forEach((name, port) -> problems.addUnless(entered.contains(port), workload.place(),
                "no policy lets anybody in to its port " + name));
    }

    private static Stream<Integer> ports(Manifest policy, String direction) {
        return policy.node().path("spec").path(direction).valueStream()
                .flatMap(rule -> rule.path("ports").valueStream())
                .map(port -> port.path("port"))
                .map(JsonNode::asInt);
    }

    /** The ports of the addresses that its settings and its environment name. */
    private static Set<Integer> named(Manifests all, Workload workload) {
        var ports = new TreeSet<Integer>();
        Environment environment = Environment.of(all, workload);
        String texts = String.join("\n", environment.values().values()) + "\n"
                + Arguments.of(workload, "--config").flatMap(path -> workload.file(all, path)).orElse("");
        Matcher with = WITH_PORT.matcher(texts);
        while (with.find()) {
            ports.add(Integer.valueOf(with.group(1)));
        }
        Matcher without = WITHOUT_PORT.matcher(texts);
        while (without.find()) {
            ports.add(without.group(1).equals("https") ? 443 : 80);
        }
        return ports;
    }
}
