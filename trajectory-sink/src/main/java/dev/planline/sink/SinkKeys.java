package dev.planline.sink;

import dev.planline.settings.Definition;
import dev.planline.settings.Rule;
import dev.planline.settings.Settings;
import dev.planline.sink.replay.ReplayTables;
import dev.planline.sink.store.StoreSettings;
import java.nio.file.Path;
import java.util.List;

/** The keys of the settings of the sink. */
public final class SinkKeys {

    /** Where the store is. */
    public static final Definition<String> DIRECTORY = Definition.text("sink.directory", "Folder of the store; made if it is new.")
            .orElse("planline-data/sink")
            .where(new Rule<>("not blank", text -> !text.isBlank()));

    private static final Definition<String> DATABASE = Definition
            .text("sink.database",
                    "Address of a PostgreSQL database for several replicas, such as jdbc:postgresql://host/planline; a SQLite file in sink.directory unless set.")
            .optional()
            .where(new Rule<>("begins with jdbc:postgresql:", text -> text.startsWith("jdbc:postgresql:")));

    private static final Definition<String> DATABASE_USER = Definition.text("sink.database.user", "User of the PostgreSQL database.")
            .optional();

    private static final Definition<String> DATABASE_PASSWORD = Definition
            .text("sink.database.password", "Password of that user.").optional().secret();

    private static final Definition<String> HOST = Definition.text("sink.host", "Address at which the API listens.").orElse("127.0.0.1");

    /** Where the API listens. */
    public static final Definition<Integer> PORT = Definition.integer("sink.port", "Port of the API; 0 for a free one.").orElse("8080")
            .where(Rule.between(0, 65_535));

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
        return List.of(DIRECTORY, DATABASE, DATABASE_USER, DATABASE_PASSWORD, HOST, PORT, CAP_PER_AGENT, REDACT, TABLES);
    }

    /** The settings of a sink. */
    public static SinkSettings read(Settings settings) {
        return new SinkSettings(store(settings), settings.get(HOST), settings.get(PORT), settings.get(REDACT),
                settings.find(TABLES).map(ReplayTables::read).orElse(ReplayTables.DEFAULT));
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
