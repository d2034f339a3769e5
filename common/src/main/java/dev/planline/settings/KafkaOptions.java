package dev.planline.settings;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;

/** Options of the Kafka clients, by their own names. */
final class KafkaOptions {

    /** What Kafka itself hides. */
    private static final Set<String> HIDDEN = Stream
            .of(ProducerConfig.configDef(), ConsumerConfig.configDef(), AdminClientConfig.configDef())
            .flatMap(options -> options.configKeys().values().stream()).filter(option -> option.type == ConfigDef.Type.PASSWORD)
            .map(option -> option.name).collect(Collectors.toUnmodifiableSet());

    /** Options of plugins are not known to Kafka; their names tell. */
    private static final Pattern TELLING = Pattern.compile("password|passphrase|secret|jaas|token|credential|\\.key$");

    private KafkaOptions() {}

    /** Whether the value of an option may be shown to nobody. */
    static boolean isSecret(String option) {
        return HIDDEN.contains(option) || TELLING.matcher(option.toLowerCase(Locale.ROOT)).find();
    }
}
