package dev.planline.kubernetes;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaim;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every field is one that Kubernetes knows there, and of its type. For resources of operators there are schemas beside this test,
 * which hold the fields that we use and no others.
 */
final class SchemaCheck implements Check {

    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final Map<String, Schema> SCHEMAS = new ConcurrentHashMap<>();

    private static final Map<String, Model> MODELS = Map.of(
            "v1 ConfigMap", new Model(V1ConfigMap.class, V1ConfigMap::validateJsonElement),
            "v1 Namespace", new Model(V1Namespace.class, V1Namespace::validateJsonElement),
            "v1 PersistentVolumeClaim", new Model(V1PersistentVolumeClaim.class, V1PersistentVolumeClaim::validateJsonElement),
            "v1 Service", new Model(V1Service.class, V1Service::validateJsonElement),
            "apps/v1 Deployment", new Model(V1Deployment.class, V1Deployment::validateJsonElement),
            "apps/v1 StatefulSet", new Model(V1StatefulSet.class, V1StatefulSet::validateJsonElement),
            "batch/v1 Job", new Model(V1Job.class, V1Job::validateJsonElement),
            "policy/v1 PodDisruptionBudget", new Model(V1PodDisruptionBudget.class, V1PodDisruptionBudget::validateJsonElement),
            "networking.k8s.io/v1 NetworkPolicy", new Model(V1NetworkPolicy.class, V1NetworkPolicy::validateJsonElement),
            "autoscaling/v2 HorizontalPodAutoscaler",
            new Model(V2HorizontalPodAutoscaler.class, V2HorizontalPodAutoscaler::validateJsonElement));

    /** A resource of Kubernetes itself; the type finds what its own check leaves out, such as quantities. */
    private record Model(Class<?> type, Validation validation) {

        void check(String json) throws IOException {
            validation.check(JsonParser.parseString(json));
            var _ = JSON.getGson().fromJson(json, type);
        }
    }

    @FunctionalInterface
    private interface Validation {
        void check(JsonElement json) throws IOException;
    }

    @Override
    public void check(Manifests all, Problems problems) {
        all.all().forEach(manifest -> check(manifest, problems));
    }

    private static void check(Manifest manifest, Problems problems) {
        String type = manifest.at("/apiVersion") + " " + manifest.kind();
        Model model = MODELS.get(type);
        if (model != null) {
            try {
                model.check(JsonMapper.shared().writeValueAsString(manifest.node()));
            } catch (IOException | RuntimeException e) {
                String message = String.valueOf(e.getMessage());
                problems.add(manifest.place(), message.split(" JSON:")[0]);
            }
            return;
        }
        Schema schema = schema(manifest);
        if (schema == null) {
            problems.add(manifest.place(), "nothing here knows a " + type);
            return;
        }
        schema.validate(manifest.node()).forEach(error -> problems.add(manifest.place(), error.toString()));
    }

    private static @Nullable Schema schema(Manifest manifest) {
        String version = manifest.at("/apiVersion");
        String name = "/schemas/" + version.substring(0, Math.max(0, version.indexOf('/'))) + "_" + manifest.kind() + ".json";
        return SCHEMAS.computeIfAbsent(name, SchemaCheck::read);
    }

    private static @Nullable Schema read(String name) {
        try (InputStream json = SchemaCheck.class.getResourceAsStream(name)) {
            return json == null ? null : REGISTRY.getSchema(JsonMapper.shared().readTree(json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
