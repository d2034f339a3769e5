package dev.planline.sink;

import dev.planline.settings.Definition;
import dev.planline.settings.Rule;
import dev.planline.settings.Settings;
import dev.planline.sink.api.Access;
import dev.planline.sink.api.ApiSettings;
import dev.planline.sink.api.Limits;
import dev.planline.sink.replay.ReplayTables;
import dev.planline.sink.store.StoreSettings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** The keys of the settings of the sink. */
public final class SinkKeys {

    /** Where the store is. */
    public static final Definition<String> DIRECTORY = Definition.text("sink.directory", "Folder of the store; made if it is new.")
            .orElse("planline-data/sink")
            .where(new Rule<>("not blank", text -> !text.isBlank()));

    private static final Pattern PASSWORD = Pattern.compile("(?i)password=|//[^/?]*@");

    private static final Definition<String> DATABASE = Definition
            .text("sink.database",
                    "Address of a PostgreSQL database for several replicas, such as jdbc:postgresql://host/planline; a SQLite file in sink.directory unless set.")
            .optional()
            .where(new Rule<>(
                    "an address that begins with jdbc:postgresql:, without a password, which sink.database.password is for",
                    SinkKeys::isDatabase));

    private static final Definition<String> DATABASE_USER = Definition.text("sink.database.user", "User of the PostgreSQL database.")
            .optional();

    private static final Definition<String> DATABASE_PASSWORD = Definition
            .text("sink.database.password", "Password of that user.").optional().secret();

    /** The address of the API. */
    public static final Definition<String> HOST = Definition.text("sink.host", "Address at which the API listens.").orElse("127.0.0.1");

    /** Where the API listens. */
    public static final Definition<Integer> PORT = Definition.integer("sink.port", "Port of the API; 0 for a free one.").orElse("8080")
            .where(Rule.between(0, 65_535));

    private static final Rule<List<String>> TOKENS = new Rule<>(
            "each of " + Access.SHORTEST_TOKEN + " characters or more: letters, digits and -._~+/",
            tokens -> tokens.stream().allMatch(Access::isToken));

    private static final Definition<List<String>> READ_TOKENS = Definition
            .list("sink.api.read.tokens", "Bearer tokens that may ask what the sink holds.").optional().where(TOKENS).secret();

    private static final Definition<List<String>> WRITE_TOKENS = Definition
            .list("sink.api.write.tokens", "Bearer tokens that may also draw samples and publish priorities.").optional().where(TOKENS)
            .secret();

    private static final Definition<Boolean> OPEN = Definition
            .flag("sink.api.open", "Whether the API needs no token; only for an address of this machine.").orElse("false");

    private static final Definition<Integer> MAX_REQUESTS = Definition
            .integer("sink.api.max.requests", "Most requests answered at once; beyond, clients are told to try again.")
            .orElse(String.valueOf(Limits.DEFAULT.requests())).where(Rule.between(1, 100_000));

    private static final Definition<Integer> MAX_STREAMS = Definition
            .integer("sink.api.max.streams", "Most exports and event streams at once, which are counted apart.")
            .orElse(String.valueOf(Limits.DEFAULT.streams())).where(Rule.between(1, 100_000));

    private static final Definition<Duration> RECEIVE_TIMEOUT = Definition
            .duration("sink.api.receive.timeout", "Time in which a request has to arrive; then the connection is closed.")
            .orElse(Limits.DEFAULT.receive().toSeconds() + "s").where(Rule.between(Duration.ofMillis(100), Duration.ofHours(1)));

    private static final Definition<Duration> SEND_TIMEOUT = Definition
            .duration("sink.api.send.timeout", "Time in which a client has to take 64 KiB of a reply; then the connection is closed.")
            .orElse(Limits.DEFAULT.send().toSeconds() + "s").where(Rule.between(Duration.ofMillis(100), Duration.ofHours(1)));

    private static final Definition<Duration> QUERY_TIMEOUT = Definition
            .duration("sink.api.query.timeout",
                    "Time that the database has for a request; then it is refused. Exports and event streams have no such limit.")
            .orElse(Limits.DEFAULT.query().toSeconds() + "s").where(Rule.between(Duration.ofMillis(100), Duration.ofHours(1)));

    private static final Definition<Integer> CAP_PER_AGENT = Definition
            .integer("sink.cap.per.agent", "Most trajectories kept of an agent: elites, then recent, then diverse ones; 0 for all.")
            .orElse("0")
            .where(Rule.between(0, 100_000_000));

    private static final Definition<Path> TABLES = Definition
            .path("sink.replay.tables",
                    "JSON file that declares the tables of the replay buffer (docs/replay.md); a uniform and a prioritized one unless set.")
            .optional();

    private static final Definition<Boolean> REDACT = Definition
            .flag("sink.redact", "Whether keys, tokens and passwords in trajectories become marks before they are stored.").orElse("true");

    private SinkKeys() {}

    /** All of them. */
    public static List<Definition<?>> all() {
        return List.of(DIRECTORY, DATABASE, DATABASE_USER, DATABASE_PASSWORD, HOST, PORT, READ_TOKENS, WRITE_TOKENS, OPEN, MAX_REQUESTS,
                MAX_STREAMS, RECEIVE_TIMEOUT, SEND_TIMEOUT, QUERY_TIMEOUT, CAP_PER_AGENT, REDACT, TABLES);
    }

    /** The settings of a sink. */
    public static SinkSettings read(Settings settings) {
        return new SinkSettings(store(settings), api(settings), settings.get(REDACT),
                settings.find(TABLES).map(ReplayTables::read).orElse(ReplayTables.DEFAULT));
    }

    private static ApiSettings api(Settings settings) {
        return new ApiSettings(settings.get(HOST), settings.get(PORT), access(settings), new Limits(settings.get(MAX_REQUESTS),
                settings.get(MAX_STREAMS), settings.get(RECEIVE_TIMEOUT), settings.get(SEND_TIMEOUT), settings.get(QUERY_TIMEOUT)));
    }

    private static Access access(Settings settings) {
        List<String> read = settings.find(READ_TOKENS).orElse(List.of());
        List<String> write = settings.find(WRITE_TOKENS).orElse(List.of());
        boolean tokens = !read.isEmpty() || !write.isEmpty();
        if (settings.get(OPEN)) {
            if (tokens) {
                throw settings.refusal(OPEN, "is true, but there are tokens; remove the one or the other");
            }
            if (!isLoopback(settings.get(HOST))) {
                throw settings.refusal(OPEN, "is true, but sink.host is " + settings.get(HOST)
                        + ", which others reach; set sink.api.read.tokens and sink.api.write.tokens, or sink.host=127.0.0.1");
            }
            return Access.OPEN;
        }
        if (!tokens) {
            throw settings.refusal(WRITE_TOKENS,
                    "no token is set, so nobody could ask the API; set it (such as " + WRITE_TOKENS.environmentName()
                            + "=\"$(openssl rand -hex 16)\"), or sink.api.open=true to serve everybody on this machine");
        }
        return Access.byToken(read, write);
    }

    private static boolean isDatabase(String address) {
        return address.startsWith("jdbc:postgresql:") && !PASSWORD.matcher(address).find();
    }

    private static boolean isLoopback(String host) {
        try {
            return Arrays.stream(InetAddress.getAllByName(host)).allMatch(InetAddress::isLoopbackAddress);
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static StoreSettings store(Settings settings) {
        int cap = settings.get(CAP_PER_AGENT);
        return settings.find(DATABASE)
                .map(url -> StoreSettings.postgres(url, settings.find(DATABASE_USER).orElse(null),
                        settings.find(DATABASE_PASSWORD).orElse(null),
                        cap))
                .orElseGet(() -> StoreSettings.sqlite(Path.of(settings.get(DIRECTORY)), cap));
    }
}
