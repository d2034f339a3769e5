package dev.planline.runtime;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.jspecify.annotations.Nullable;

/** The cluster does not want this process as it is, which no new attempt can mend; its message says what has to change. */
public final class Refusal extends KafkaException {

    private static final long serialVersionUID = 1;

    private Refusal(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /**
     * Kafka hands out a record that lies before what the group has finished: what was there is gone, and something else has come, or will, to
     * its offsets. To go on from it could do all again, to go on from what was committed could leave out what is new.
     */
    static Refusal logCutBack(TopicPartition partition, long offset, long committed) {
        return new Refusal("the log of " + partition + " goes on at offset " + offset + ", though all before " + committed
                + " was handled: Kafka has lost records; see \"Records that Kafka has lost\" in docs/operations.md", null);
    }

    /**
     * The refusal that is the reason of a failure; empty if there is none, so that a new attempt may help.
     *
     * @param read the topics that the process reads; any other that it may not use it writes
     * @param transactionalId of its producer
     */
    public static Optional<Refusal> in(Throwable failure, Collection<String> read, String transactionalId) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Optional<String> message = message(cause, Set.copyOf(read), transactionalId);
            if (message.isPresent()) {
                return Optional.of(new Refusal(message.get(), failure));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> message(Throwable cause, Set<String> read, String transactionalId) {
        return switch (cause) {
            case Refusal refusal -> Optional.of(String.valueOf(refusal.getMessage()));
            case TopicAuthorizationException refused when refused.unauthorizedTopics().isEmpty() ->
                Optional.of(needed("Read on each of the topics " + String.join(", ", new TreeSet<>(read))));
            case TopicAuthorizationException refused ->
                Optional.of(needed(new TreeSet<>(refused.unauthorizedTopics()).stream()
                        .map(topic -> (read.contains(topic) ? "Read" : "Write") + " on the topic " + topic)
                        .collect(Collectors.joining(", "))));
            case GroupAuthorizationException refused -> Optional.of(needed("Read on the group " + refused.groupId()));
            case TransactionalIdAuthorizationException _ -> Optional.of(needed("Write on the transactional id " + transactionalId));
            case AuthorizationException refused -> Optional.of("not allowed by Kafka: " + refused.getMessage());
            case SslAuthenticationException refused -> Optional.of("no trust between this process and Kafka: " + reason(refused)
                    + "; see kafka.ssl.truststore.location and, if the brokers ask for a certificate, kafka.ssl.keystore.location");
            case AuthenticationException refused -> Optional.of("Kafka does not let this user in: " + refused.getMessage()
                    + "; see kafka.sasl.mechanism and kafka.sasl.jaas.config");
            case UnsupportedVersionException refused -> Optional.of("the brokers are too old: " + refused.getMessage());
            default -> Optional.empty();
        };
    }

    /** What Java's TLS says of it. */
    private static String reason(SslAuthenticationException refused) {
        Throwable cause = refused;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    private static String needed(String rights) {
        return "not allowed by Kafka: its user needs the right " + rights + " (docs/rights.md)";
    }
}
