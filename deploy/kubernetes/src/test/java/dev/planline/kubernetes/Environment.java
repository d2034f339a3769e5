package dev.planline.kubernetes;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * What the process of a workload finds in its environment.
 *
 * @param secret names whose values come from a Secret
 */
record Environment(Map<String, String> values, Set<String> secret) {

    /** Stands for what a Secret holds. It is one that every setting takes. */
    static final String SECRET = "what-a-secret-holds";

    static Environment of(Manifests all, Workload workload) {
        var values = new LinkedHashMap<String, String>();
        var secret = new TreeSet<String>();
        workload.container().path("envFrom").valueStream()
                .flatMap(from -> all.find("ConfigMap", from.at("/configMapRef/name").asString("")).stream())
                .forEach(map -> values.putAll(Manifest.texts(map.node().path("data"))));
        workload.container().path("env").valueStream().forEach(variable -> {
            String name = variable.path("name").asString("");
            JsonNode from = variable.path("valueFrom");
            if (from.has("secretKeyRef")) {
                values.put(name, SECRET);
                secret.add(name);
            } else {
                values.put(name, from.has("fieldRef") ? "of-the-pod" : variable.path("value").asString(""));
            }
        });
        return new Environment(values, secret);
    }
}
