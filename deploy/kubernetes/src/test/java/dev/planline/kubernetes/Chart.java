package dev.planline.kubernetes;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import dev.planline.testkit.GeneratedFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The Helm chart, rendered by Helm itself. */
record Chart(Path folder) {

    static final Path MODULE = GeneratedFile.root().resolve("deploy/kubernetes");
    static final Chart OURS = new Chart(MODULE.resolve("chart"));

    private static final YAMLMapper YAML = new YAMLMapper();

    /** The version of the program that it is for. */
    String version() {
        return YAML.readTree(folder.resolve("Chart.yaml").toFile()).path("appVersion").asString();
    }

    /** The files with values that show what the chart can do. */
    List<Path> examples() {
        try (Stream<Path> files = Files.list(folder.resolve("ci"))) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path example(String name) {
        return folder.resolve("ci").resolve(name + "-values.yaml");
    }

    /** What is applied with these values; throws what Helm says if it refuses them. What is a hook of Helm is not among it. */
    String manifest(Path values) {
        return new Helm(folder).template().withName("planline").withNamespace("agents").withKubeVersion("1.34.0").withValuesFile(values)
                .call();
    }

    /** The same with the Job that makes the topics, which is a hook otherwise. */
    String render(Path values) {
        return render(values, "{}");
    }

    /** The same with further values, written in YAML. */
    String render(Path values, String more) {
        JsonNode all = merged(merged(YAML.readTree("topics: {hook: false}"), YAML.readTree(values.toFile())), YAML.readTree(more));
        return manifest(temporary(all));
    }

    /** What Helm's strict lint says with these values. */
    LintResult lint(Path values, Path scratch) throws IOException {
        copyTo(scratch);
        JsonNode all = merged(YAML.readTree(folder.resolve("values.yaml").toFile()), YAML.readTree(values.toFile()));
        Files.writeString(scratch.resolve("values.yaml"), YAML.writeValueAsString(all));
        return new Helm(scratch).lint().strict().call();
    }

    /** The same chart in another folder. */
    Chart copyTo(Path other) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path copy = other.resolve(folder.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
        return new Chart(other);
    }

    private static JsonNode merged(JsonNode base, JsonNode over) {
        if (!(base instanceof ObjectNode) || !(over instanceof ObjectNode)) {
            return over;
        }
        ObjectNode merged = (ObjectNode) base.deepCopy();
        over.properties().forEach(entry -> {
            JsonNode below = merged.path(entry.getKey());
            merged.set(entry.getKey(), below.isMissingNode() ? entry.getValue() : merged(below, entry.getValue()));
        });
        return merged;
    }

    private static Path temporary(JsonNode values) {
        try {
            Path file = Files.createTempFile("values", ".yaml");
            file.toFile().deleteOnExit();
            return Files.writeString(file, YAML.writeValueAsString(values));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
