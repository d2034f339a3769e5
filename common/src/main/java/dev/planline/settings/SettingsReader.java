package dev.planline.settings;

import dev.planline.settings.InvalidSettings.Problem;
import dev.planline.settings.Settings.Entry;
import dev.planline.settings.Settings.Given;
import dev.planline.text.Names;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads the settings that a process takes. What is given directly wins over the environment, and that over the file. */
public final class SettingsReader {

    /** Names with our prefix that others read. */
    private static final Set<String> OF_OTHERS = Set.of("PLANLINE_API", "PLANLINE_JAVA_OPTS", "PLANLINE_LOG_FORMAT", "PLANLINE_TOKEN");

    private final Map<String, Definition<?>> definitions = new LinkedHashMap<>();

    private SettingsReader(Collection<? extends Definition<?>> definitions) {
        for (Definition<?> definition : definitions) {
            if (this.definitions.put(definition.name(), definition) != null) {
                throw new IllegalArgumentException("BUG: " + definition.name() + " is defined twice");
            }
        }
    }

    /** A reader that knows these keys, and those under {@code kafka.}; all others are refused. */
    public static SettingsReader of(Collection<? extends Definition<?>> definitions) {
        return new SettingsReader(definitions);
    }

    /**
     * Reads all values.
     *
     * @param file in the format of {@link java.util.Properties}, UTF-8
     * @param environment all of it; names without our prefix are not looked at
     * @param overrides by key, for example from the command line
     * @throws InvalidSettings if anything is wrong; lists all of it
     */
    public Settings read(Optional<Path> file, Map<String, String> environment, Map<String, String> overrides) {
        var problems = new ArrayList<Problem>();
        var notices = new ArrayList<String>();
        var given = new TreeMap<String, Given>();
        file.ifPresent(path -> given.putAll(PropertiesFile.read(path, problems)));
        given.putAll(fromEnvironment(environment, notices));
        overrides.forEach((key, text) -> given.put(key, new Given(text, "given directly")));
        refuseUnknown(given, problems);
        Map<String, Entry> entries = parse(given, problems);
        if (!problems.isEmpty()) {
            throw new InvalidSettings(problems);
        }
        given.keySet().removeIf(key -> !key.startsWith(Settings.KAFKA_PREFIX));
        return new Settings(entries, given, notices);
    }

    private Map<String, Given> fromEnvironment(Map<String, String> environment, List<String> notices) {
        var given = new TreeMap<String, Given>();
        var names = new TreeMap<String, String>();
        for (Definition<?> definition : definitions.values()) {
            names.put(definition.environmentName(), definition.name());
            String alias = definition.presence().alias();
            String text = alias == null ? null : environment.get(alias);
            if (alias != null && text != null) {
                given.put(definition.name(), new Given(text, alias));
            }
        }
        environment.forEach((name, text) -> {
            if (!name.startsWith(Definition.ENVIRONMENT_PREFIX) || OF_OTHERS.contains(name)) {
                return;
            }
            String key = names.getOrDefault(name, keyOf(name));
            if (definitions.containsKey(key) || key.startsWith(Settings.KAFKA_PREFIX)) {
                given.put(key, new Given(text, name));
            } else {
                // not refused: container platforms put names of their own there, such as PLANLINE_SINK_SERVICE_HOST
                notices.add(name + " is in the environment, but there is no setting of that name"
                        + Names.didYouMean(key, definitions.keySet()));
            }
        });
        return given;
    }

    private static String keyOf(String environmentName) {
        return environmentName.substring(Definition.ENVIRONMENT_PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '.');
    }

    private void refuseUnknown(Map<String, Given> given, List<Problem> problems) {
        given.forEach((key, value) -> {
            if (!definitions.containsKey(key) && !key.startsWith(Settings.KAFKA_PREFIX)) {
                problems.add(new Problem(key, value.source(), "unknown key" + Names.didYouMean(key, definitions.keySet())));
            }
        });
    }

    private Map<String, Entry> parse(Map<String, Given> given, List<Problem> problems) {
        var entries = new LinkedHashMap<String, Entry>();
        for (Definition<?> definition : definitions.values()) {
            parse(definition, given, problems).ifPresent(entry -> entries.put(definition.name(), entry));
        }
        return entries;
    }

    private static Optional<Entry> parse(Definition<?> definition, Map<String, Given> all, List<Problem> problems) {
        boolean secret = definition.presence().secret();
        String fallback = definition.presence().fallback();
        Given given = Stream.of(all.get(definition.name()), fallback == null ? null : new Given(fallback, "default"))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        if (given == null) {
            if (definition.presence().required()) {
                String alias = definition.presence().alias();
                problems.add(new Problem(definition.name(), "",
                        "is required; also read from " + definition.environmentName() + (alias == null ? "" : " or " + alias)));
            }
            return Optional.of(new Entry(null, null, secret));
        }
        try {
            return Optional.of(new Entry(definition.parse(given.text()), given, secret));
        } catch (IllegalArgumentException e) {
            String text = secret ? "" : "is \"" + given.shown() + "\"; ";
            problems.add(new Problem(definition.name(), given.source(), text + e.getMessage()));
            return Optional.empty();
        }
    }
}
