package dev.planline.settings;

import dev.planline.settings.InvalidSettings.Problem;
import dev.planline.settings.Settings.Given;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Reads a properties file in which no key stands twice. */
final class PropertiesFile {

    private PropertiesFile() {}

    static Map<String, Given> read(Path path, List<Problem> problems) {
        String source = path.toString();
        var lines = new Lines(source, problems);
        try (Reader reader = Files.newBufferedReader(path)) {
            lines.load(reader);
        } catch (NoSuchFileException e) {
            problems.add(new Problem(source, "", "there is no such file"));
        } catch (IOException | IllegalArgumentException e) {
            problems.add(new Problem(source, "", "cannot be read: " + e.getMessage()));
        }
        var given = new TreeMap<String, Given>();
        lines.stringPropertyNames().forEach(key -> given.put(key, new Given(lines.getProperty(key).strip(), source)));
        return given;
    }

    private static final class Lines extends Properties {

        private static final long serialVersionUID = 1L;

        private final transient String source;
        private final transient List<Problem> problems;

        private Lines(String source, List<Problem> problems) {
            this.source = source;
            this.problems = problems;
        }

        @Override
        public synchronized Object put(Object key, Object value) {
            Object before = super.put(key, value);
            if (before != null) {
                problems.add(new Problem(key.toString(), source, "stands twice"));
            }
            return before;
        }
    }
}
