package dev.planline.docs;

import dev.planline.observability.ManagementKeys;
import dev.planline.planner.PlannerKeys;
import dev.planline.router.RouterKeys;
import dev.planline.runtime.WorkerKeys;
import dev.planline.settings.SettingsDoc;
import dev.planline.sink.SinkKeys;
import dev.planline.testkit.GeneratedFile;
import dev.planline.tracing.TracingKeys;
import dev.planline.validator.ValidatorKeys;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {

    private static final String HEAD = """
            # Configuration

            Generated from the code; do not edit. `ConfigurationPageTest` checks it and rewrites it with `-Dupdate`.

            A worker reads its settings from a properties file, from the environment and from the command line; a later one wins.
            In the environment a key is written in capitals, with underscores for dots, after `PLANLINE_`: `retry.attempts` is
            `PLANLINE_RETRY_ATTEMPTS`. All problems are reported at once, and a key that is not known is refused with the nearest
            one; so each kind of worker has a file of its own.

            Keys under `kafka.` are handed to the Kafka clients without that prefix: `kafka.security.protocol=SSL`. What the
            guarantees rest on (isolation, transactions, commits) cannot be set.

            """;

    @Test
    void thePageShowsEveryKey() throws IOException {
        String page = HEAD
                + SettingsDoc.section("Every worker", "Brokers, names, limits, retries and deadlines.", WorkerKeys.all())
                + "\n" + SettingsDoc.section("Management port", "Health and metrics over HTTP.", ManagementKeys.all())
                + "\n" + SettingsDoc.section("Tracing", "Where spans go ([more](observability.md)).", TracingKeys.all())
                + "\n" + SettingsDoc.section("Planner", "Who plans, and with which model.", PlannerKeys.all())
                + "\n" + SettingsDoc.section("Router", "How agents are chosen.", RouterKeys.all())
                + "\n" + SettingsDoc.section("Validator", "What a plan may be.", ValidatorKeys.all())
                + "\n" + SettingsDoc.section("Sink", "Where the store is and how it is served.", SinkKeys.all());
        GeneratedFile.check("docs/configuration.md", page);
    }
}
