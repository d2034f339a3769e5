package dev.planline.client;

import dev.planline.wire.Decoded;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;

/** The topics that Planline needs on a cluster: as declared in one file, compared with what is there, and created. */
public final class Topics {

    private static final String FILE = "topics.json";

    private final String prefix;
    private final List<DeclaredTopic> declared;

    private Topics(String prefix, List<DeclaredTopic> declared) {
        this.prefix = prefix;
        this.declared = List.copyOf(declared);
    }

    /** The topics as this build declares them. */
    public static Topics declared(String prefix) {
        try (InputStream resource = Topics.class.getResourceAsStream(FILE)) {
            if (resource == null) {
                throw new IllegalStateException("BUG: " + FILE + " is not in the jar");
            }
            return switch (of(resource.readAllBytes(), prefix)) {
                case Decoded.Value<Topics>(Topics topics) -> topics;
                case Decoded.Malformed<Topics> malformed -> throw new IllegalStateException("BUG: " + FILE + ": " + malformed.message());
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The topics as another file declares them. */
    public static Decoded<Topics> of(byte[] json, String prefix) {
        return switch (TopicsFile.read(json)) {
            case Decoded.Value<TopicsFile>(TopicsFile file) -> new Decoded.Value<>(new Topics(prefix, file.under(prefix)));
            case Decoded.Malformed<TopicsFile>(String field, String problem) -> new Decoded.Malformed<>(field, problem);
        };
    }

    /** Every topic, each followed by its dead letter topic; the topic of redrives last. */
    public List<DeclaredTopic> all() {
        return declared;
    }

    /** Compares the cluster with what is declared. */
    public TopicsState inspect(Admin admin) {
        Collection<String> existing = Calls.get(admin.listTopics().names());
        List<String> names = declared.stream().map(DeclaredTopic::name).filter(existing::contains).toList();
        Map<String, TopicDescription> descriptions = Calls.get(admin.describeTopics(names).allTopicNames());
        Map<ConfigResource, Config> configs = Calls.get(admin.describeConfigs(names.stream().map(Topics::resource).toList()).all());
        var present = new ArrayList<String>();
        var missing = new ArrayList<String>();
        var contradictions = new ArrayList<TopicsState.Contradiction>();
        for (DeclaredTopic topic : declared) {
            TopicDescription description = descriptions.get(topic.name());
            Config config = configs.get(resource(topic.name()));
            if (description == null || config == null) {
                missing.add(topic.name());
                continue;
            }
            List<TopicsState.Contradiction> found = contradictions(topic, description, config);
            contradictions.addAll(found);
            if (found.isEmpty()) {
                present.add(topic.name());
            }
        }
        return new TopicsState(present, missing, contradictions);
    }

    /**
     * Creates what is missing, unless the cluster contradicts what is declared. Returns only when every partition can be
     * written to: an idempotent producer that writes earlier may lose what it writes (KAFKA-15591).
     *
     * @param replicationFactor -1 for the cluster's own
     * @return how the cluster was before; if it has contradictions, nothing was done
     */
    public TopicsState apply(Admin admin, short replicationFactor, Duration atMost) {
        TopicsState before = inspect(admin);
        if (before.contradictions().isEmpty()) {
            create(admin, before.missing(), replicationFactor, atMost);
        }
        return before;
    }

    /** Creates these topics, on a cluster that is known not to have them. */
    public void create(Admin admin, Collection<String> names, short replicationFactor, Duration atMost) {
        var some = declared.stream().filter(topic -> names.contains(topic.name())).toList();
        new TopicCreation(admin, some).create(replicationFactor, atMost);
    }

    /** The prefix of their names. */
    public String prefix() {
        return prefix;
    }

    private static List<TopicsState.Contradiction> contradictions(DeclaredTopic topic, TopicDescription description, Config config) {
        var found = new ArrayList<TopicsState.Contradiction>();
        int partitions = description.partitions().size();
        if (partitions != topic.partitions()) {
            found.add(new TopicsState.Contradiction(topic.name(), "partitions", Integer.toString(topic.partitions()),
                    Integer.toString(partitions)));
        }
        topic.config().entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(option -> {
            ConfigEntry entry = config.get(option.getKey());
            String actual = entry == null || entry.value() == null ? "not set" : entry.value();
            if (!actual.equals(option.getValue())) {
                found.add(new TopicsState.Contradiction(topic.name(), option.getKey(), option.getValue(), actual));
            }
        });
        return found;
    }

    private static ConfigResource resource(String name) {
        return new ConfigResource(ConfigResource.Type.TOPIC, name);
    }
}
