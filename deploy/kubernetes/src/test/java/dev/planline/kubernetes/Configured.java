package dev.planline.kubernetes;

import dev.planline.runtime.WorkerSettings;
import dev.planline.settings.InvalidSettings;
import dev.planline.settings.Settings;
import dev.planline.settings.SettingsReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** A workload with the settings that its process would read. */
record Configured(Role role, Settings settings, WorkerSettings worker, Environment environment) {

    /** Reads them as the process does; empty if that cannot be, of which the problems tell. */
    static Optional<Configured> of(Manifests all, Workload workload, Problems problems) {
        Optional<Role> named = Role.named(workload.role());
        if (named.isEmpty()) {
            return Optional.empty();
        }
        Role role = named.get();
        Environment environment = Environment.of(all, workload);
        Optional<String> file = Arguments.of(workload, "--config").flatMap(path -> {
            Optional<String> content = workload.file(all, path);
            problems.addUnless(content.isPresent(), workload.place(), "no ConfigMap is mounted that has the file " + path);
            return content;
        });
        try {
            Settings settings = SettingsReader.of(role.spec().allKeys()).read(file.map(Configured::stored), environment.values(),
                    files(all, workload, file.orElse("")));
            WorkerSettings worker = Role.worker(settings);
            role.read(settings, worker, environment.values());
            return Optional.of(new Configured(role, settings, worker, environment));
        } catch (InvalidSettings e) {
            e.problems().forEach(problem -> problems.add(workload.place(), problem.line()));
        } catch (RuntimeException e) {
            problems.add(workload.place(), String.valueOf(e.getMessage()));
        }
        return Optional.empty();
    }

    /** Settings that name a file of a ConfigMap, with the same file where this test finds it. */
    private static Map<String, String> files(Manifests all, Workload workload, String properties) {
        var files = new HashMap<String, String>();
        lines(properties).forEach((key, value) -> workload.file(all, value)
                .ifPresent(content -> files.put(key, stored(content).toString())));
        return files;
    }

    /** The lines of a properties file. */
    static Map<String, String> lines(String file) {
        var properties = new Properties();
        try {
            properties.load(new StringReader(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var lines = new HashMap<String, String>();
        properties.stringPropertyNames().forEach(key -> lines.put(key, properties.getProperty(key)));
        return lines;
    }

    private static Path stored(String content) {
        try {
            Path file = Files.createTempFile("settings", ".properties");
            file.toFile().deleteOnExit();
            return Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
