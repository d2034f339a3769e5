package dev.planline.secured;

import dev.planline.client.DeclaredTopic;
import dev.planline.client.Topics;
import dev.planline.embedded.LocalKafka;
import dev.planline.testkit.LocalHttp;
import dev.planline.testkit.Right;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;

/** A broker that speaks SASL_SSL with SCRAM-SHA-512, knows its users, and allows nothing that no ACL allows. */
final class SecuredKafka implements AutoCloseable {

    static final String PREFIX = "planline";

    private static final String MODULE = "org.apache.kafka.common.security.scram.ScramLoginModule";

    private final Certificates certificates;
    private final String servers;
    private final LocalKafka broker;
    private final Admin admin;

    /** Starts it; its certificates go into that folder. */
    SecuredKafka(Path folder) throws IOException, InterruptedException {
        certificates = Certificates.in(folder);
        int port = LocalHttp.freePort();
        servers = "127.0.0.1:" + port;
        var security = new HashMap<>(certificates.ofBroker());
        security.put("sasl.enabled.mechanisms", "SCRAM-SHA-512");
        security.put("listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config", MODULE + " required;");
        security.put("authorizer.class.name", WitnessingAuthorizer.class.getName());
        security.put("super.users", "User:ANONYMOUS");
        broker = LocalKafka.guarded(port, security);
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    /** The topics, made by whoever may. */
    void makeTopics() throws InterruptedException {
        Topics topics = Topics.declared(PREFIX);
        topics.create(admin, topics.all().stream().map(DeclaredTopic::name).toList(), (short) 1, Duration.ofSeconds(30));
    }

    /** Users with these rights, each with its own password. */
    void let(Map<String, List<Right>> users) throws ExecutionException, InterruptedException {
        List<UserScramCredentialAlteration> credentials = users.keySet().stream()
                .<UserScramCredentialAlteration>map(user -> new UserScramCredentialUpsertion(user,
                        new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), password(user)))
                .toList();
        admin.alterUserScramCredentials(credentials).all().get();
        admin.createAcls(users.entrySet().stream().flatMap(user -> user.getValue().stream().map(right -> right.to(user.getKey(), PREFIX)))
                .toList()).all().get();
    }

    /** What the password of a user is; no text that says why something failed may hold it. */
    static String password(String user) {
        return "hush-" + user;
    }

    /** The settings with which a user gets in. */
    Map<String, String> settings(String user) {
        return settings(user, password(user), certificates.authority());
    }

    Map<String, String> withPassword(String user, String password) {
        return settings(user, password, certificates.authority());
    }

    /** With an authority that has not signed the broker's certificate. */
    Map<String, String> withoutTrust(String user) {
        return settings(user, password(user), certificates.stranger());
    }

    private Map<String, String> settings(String user, String password, Path authority) {
        return Map.of("bootstrap.servers", servers,
                "kafka.security.protocol", "SASL_SSL",
                "kafka.sasl.mechanism", "SCRAM-SHA-512",
                "kafka.sasl.jaas.config",
                MODULE + " required username=\"" + user + "\" password=\"" + password + "\";",
                "kafka.ssl.truststore.type", "PEM",
                "kafka.ssl.truststore.location", authority.toString());
    }

    /** A file with settings, as whoever runs a process writes it. */
    static Path file(Path file, Map<String, String> settings) throws IOException {
        var properties = new Properties();
        properties.putAll(settings);
        try (var writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        }
        return file;
    }

    /** The same for a client of Kafka's own. */
    Map<String, Object> client(String user) {
        var options = new HashMap<String, Object>();
        settings(user).forEach((key, value) -> options.put(key.replaceFirst("^kafka\\.", ""), value));
        return options;
    }

    /** Where whoever manages the broker comes in, who may do everything. */
    String unguarded() {
        return broker.bootstrapServers();
    }

    @Override
    public void close() {
        admin.close();
        broker.close();
    }
}
