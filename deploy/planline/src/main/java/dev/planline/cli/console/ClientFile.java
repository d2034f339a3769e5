package dev.planline.cli.console;

import dev.planline.text.Names;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.jspecify.annotations.Nullable;

/**
 * What a properties file says about the cluster.
 *
 * @param kafka options of the Kafka clients, without {@code kafka.} before their names
 */
record ClientFile(@Nullable String bootstrapServersOrNull, @Nullable String prefixOrNull, Map<String, String> kafka) {

    static final ClientFile EMPTY = new ClientFile(null, null, Map.of());

    private static final String KAFKA = "kafka.";

    static ClientFile read(Path file) {
        var properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (NoSuchFileException e) {
            throw CommandFailed.badInput("--config: there is no file " + file);
        } catch (IOException | IllegalArgumentException e) {
            throw CommandFailed.badInput("--config: cannot read " + file + ": " + e.getMessage());
        }
        var kafka = new LinkedHashMap<String, String>();
        Set<String> known = kafkaOptions();
        for (String name : properties.stringPropertyNames()) {
            String bare = name.startsWith(KAFKA) ? name.substring(KAFKA.length()) : name;
            if (known.contains(bare)) {
                kafka.put(bare, properties.getProperty(name));
            } else if (!name.equals("prefix")) {
                throw CommandFailed.badInput(file + ": " + name + ": unknown option" + Names.didYouMean(bare, known));
            }
        }
        return new ClientFile(kafka.remove(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG), properties.getProperty("prefix"), Map.copyOf(kafka));
    }

    Optional<String> bootstrapServers() {
        return Optional.ofNullable(bootstrapServersOrNull);
    }

    Optional<String> prefix() {
        return Optional.ofNullable(prefixOrNull);
    }

    private static Set<String> kafkaOptions() {
        var known = new TreeSet<>(AdminClientConfig.configNames());
        known.addAll(ProducerConfig.configNames());
        known.addAll(ConsumerConfig.configNames());
        return known;
    }
}
