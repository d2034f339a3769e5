package dev.planline.settings;

import dev.planline.redaction.Redactor;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The values that are in force, by definition. */
public final class Settings {

    /** What the keys begin with that are handed to the Kafka clients as they stand. */
    public static final String KAFKA_PREFIX = "kafka.";

    private static final String MASK = "********";

    /** Tells whatever Kafka hides, and what plugins are likely to want hidden. */
    private static final Pattern SECRET_OPTION = Pattern
            .compile("password|passphrase|secret|jaas|token|credential|certificate|\\.key$");

    private final Map<String, Entry> entries;
    private final Map<String, Given> kafka;
    private final List<String> notices;

    Settings(Map<String, Entry> entries, Map<String, Given> kafka, List<String> notices) {
        this.entries = Map.copyOf(entries);
        this.kafka = Map.copyOf(kafka);
        this.notices = List.copyOf(notices);
    }

    /** The value of a definition that is required or has a default. */
    public <T> T get(Definition<T> definition) {
        return find(definition).orElseThrow(() -> new IllegalArgumentException("BUG: " + definition.name() + " may be absent"));
    }

    /** The value of a definition, if it is set or has a default. */
    @SuppressWarnings("unchecked") // the reader parsed it by this definition
    public <T> Optional<T> find(Definition<T> definition) {
        Entry entry = entries.get(definition.name());
        if (entry == null) {
            throw new IllegalArgumentException("BUG: " + definition.name() + " was not read");
        }
        return Optional.ofNullable((T) entry.value());
    }

    /** What to throw if a value does not go together with others. */
    public InvalidSettings refusal(Definition<?> definition, String problem) {
        Entry entry = entries.get(definition.name());
        String source = entry == null || entry.given() == null ? "" : entry.given().source();
        return new InvalidSettings(List.of(new InvalidSettings.Problem(definition.name(), source, problem)));
    }

    /** Options for the Kafka clients, by their own names. */
    public Map<String, String> kafka() {
        var options = new TreeMap<String, String>();
        kafka.forEach((key, given) -> options.put(key.substring(KAFKA_PREFIX.length()), given.text()));
        return options;
    }

    /** What is odd but not wrong, such as names in the environment that nothing reads. */
    public List<String> notices() {
        return notices;
    }

    /** One line a value, as in a file, with where it comes from; secrets are masked. */
    public List<String> effective() {
        var lines = new TreeMap<String, String>();
        entries.forEach((key, entry) -> {
            Given given = entry.given() == null ? new Given("", "not set") : entry.given();
            lines.put(key, line(key, given, entry.secret() && entry.given() != null));
        });
        kafka.forEach((key, given) -> lines.put(key, line(key, given, isSecret(key))));
        return List.copyOf(lines.values());
    }

    private static boolean isSecret(String option) {
        return SECRET_OPTION.matcher(option.toLowerCase(Locale.ROOT)).find();
    }

    private static String line(String key, Given given, boolean secret) {
        return key + "=" + (secret ? MASK : given.shown()) + " # " + given.source();
    }

    /**
     * A text and where it stands.
     *
     * @param source for people, for example {@code default} or a name in the environment
     */
    record Given(String text, String source) {

        /** The text for people: what looks like a secret within it, such as a password in an address, is a mark. */
        String shown() {
            return Redactor.redactText(text);
        }
    }

    /** A value as it is in force; both are null if it is optional and not set. */
    record Entry(@Nullable Object value, @Nullable Given given, boolean secret) {}
}
