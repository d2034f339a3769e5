package dev.planline.docs;

import dev.planline.client.Topics;
import dev.planline.model.Bounds;
import dev.planline.model.Constraints;
import dev.planline.model.PassedOver;
import dev.planline.model.Step;
import dev.planline.model.Task;
import dev.planline.model.When;
import dev.planline.observability.HttpServers;
import dev.planline.planner.PlannerKeys;
import dev.planline.router.RouterKeys;
import dev.planline.runtime.WorkerKeys;
import dev.planline.settings.Definition;
import dev.planline.settings.SettingsDoc;
import dev.planline.sink.SinkKeys;
import dev.planline.sink.api.Limits;
import dev.planline.sink.pool.TrajectoryFilter;
import dev.planline.sink.pool.TrajectoryPool;
import dev.planline.sink.replay.ReplayBuffer;
import dev.planline.sink.store.TrajectoryRows;
import dev.planline.testkit.GeneratedFile;
import dev.planline.validator.ValidatorKeys;
import dev.planline.wire.Codec;
import dev.planline.wire.DeadLetters;
import dev.planline.wire.Topic;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Writes down every limit that is in force, from where it stands in the code. */
class LimitsPageTest {

    /** What the keys of settings that are limits have in their names. */
    private static final Pattern LIMIT = Pattern
            .compile(".*(max|limit|in\\.flight|concurrency|deadline|timeout|attempts|rounds|delay|cap\\.per|interval|fan).*");

    private static final String HEAD = """
            # Limits

            Generated from the code; do not edit. `LimitsPageTest` checks it and rewrites it with `-Dupdate`.

            What is over a limit is refused with a reason: a record becomes a dead letter, a request gets an error, a file is not taken. The
            first two tables are constants, since both ends of a topic have to agree about them; the last is settings, with their defaults.

            """;

    @Test
    void thePageShowsEveryLimit() throws IOException {
        String page = HEAD + messages() + "\n" + requests() + "\n" + settings();
        GeneratedFile.check("docs/limits.md", page);
    }

    private static String messages() {
        return table("Messages",
                row("record on a topic, as the client compressed it", bytes(declared(Topic.TASKS.name(Topic.DEFAULT_PREFIX)))
                        + "; on a topic of dead letters " + bytes(declared(Topic.TASKS.deadLetterName(Topic.DEFAULT_PREFIX))),
                        "`deploy/topics.json`"),
                row("value that is decoded", "a setting: `value.max.bytes`", "`WorkerKeys`"),
                row("dead letter that is kept whole; of a larger one the reason, and a key of up to 4 KiB", bytes(DeadLetters.WHOLE),
                        "`DeadLetters`"),
                row("levels of objects and lists in a message", number(Codec.DEPTH_LIMIT), "`Codec`"),
                row("levels of free JSON: context, metadata, arguments, observation, metrics", number(Bounds.JSON_DEPTH), "`Bounds`"),
                row("characters of a number; of a field's name", number(Codec.NUMBER_LIMIT) + "; " + number(Codec.NAME_LIMIT), "`Codec`"),
                row("characters of an id or name", number(Bounds.NAME), "`Bounds`"),
                row("characters of a goal", number(Task.GOAL_LIMIT), "`Task`"),
                row("characters of the description of a step or group", number(Step.DESCRIPTION_LIMIT), "`Step`"),
                row("characters of the reason why a planner was passed over", number(PassedOver.REASON_LIMIT), "`PassedOver`"),
                row("characters of a rule's regular expression", number(Bounds.REGEX) + "; see [rules](rules.md)", "`Bounds`"),
                row("levels of a rule's condition; parts of an `any` or `all`", When.DEPTH_LIMIT + "; " + When.PARTS_LIMIT, "`When`"),
                row("step types, skills, parents: entries of one list", number(Bounds.NAMES), "`Bounds`"),
                row("steps of a plan; levels of groups (a task may ask for fewer)",
                        number(Constraints.STEP_LIMIT) + "; " + Constraints.DEPTH_LIMIT, "`Constraints`"),
                row("dollars, seconds, priorities, rates", "0 to " + String.format(Locale.ROOT, "%.0e", Bounds.AMOUNT), "`Bounds`"),
                row("tokens", "0 to " + number(Bounds.COUNT), "`Bounds`"),
                row("years of times", Bounds.EARLIEST_YEAR + " to " + Bounds.LATEST_YEAR, "`Bounds`"),
                row("what a question sees of an insight or a reason of a failure; the trajectory has it whole",
                        number(TrajectoryRows.NOTE_LIMIT) + " characters", "`TrajectoryRows`"));
    }

    private static String requests() {
        return table("Requests to the API",
                row("connections to a server, those that idle included; `-Djdk.httpserver.maxConnections` in `PLANLINE_JAVA_OPTS` sets it",
                        number(HttpServers.CONNECTIONS), "`HttpServers`"),
                row("body", bytes(Limits.BODY), "`Limits`"),
                row("address", number(Limits.ADDRESS) + " characters", "`Limits`"),
                row("headers", number(Limits.HEADERS), "`Limits`"),
                row("items of a page or list; agents, rules, relatives, figures and the life of a task have no limit of items,"
                        + " but that of bytes",
                        number(TrajectoryPool.PAGE_LIMIT), "`TrajectoryPool`"),
                row("items of a sample", number(ReplayBuffer.SAMPLE_LIMIT), "`ReplayBuffer`"),
                row("trajectories on a page, which ends before it has more", bytes(TrajectoryPool.PAGE_BYTES), "`TrajectoryPool`"),
                row("any other reply that is no stream: its trajectories, as often as they are in it, and its other rows",
                        bytes(Limits.REPLY), "`Limits`"),
                row("all replies together that are under way and no streams; beyond, clients are told to try again",
                        "1/" + Limits.HEAP_PARTS + " of the largest heap, but not less than " + bytes(Limits.REPLY), "`Limits`"),
                row("words that a search looks for", number(TrajectoryFilter.WORDS), "`TrajectoryFilter`"));
    }

    private static String settings() {
        List<Definition<?>> limits = Stream.of(WorkerKeys.all(), PlannerKeys.all(), RouterKeys.all(), ValidatorKeys.all(), SinkKeys.all())
                .flatMap(List::stream).<Definition<?>>map(definition -> definition)
                .filter(definition -> LIMIT.matcher(definition.name()).matches())
                .toList();
        return SettingsDoc.section("Settings", "Those of [configuration.md](configuration.md) that limit something.", limits);
    }

    private static long declared(String topic) {
        return Topics.declared(Topic.DEFAULT_PREFIX).all().stream().filter(each -> each.name().equals(topic))
                .mapToLong(each -> Long.parseLong(each.config().get("max.message.bytes"))).findFirst().orElseThrow();
    }

    private static String table(String heading, String... rows) {
        return "## " + heading + "\n\n| of | at most | set in |\n|---|---|---|\n" + Arrays.stream(rows).collect(Collectors.joining());
    }

    private static String row(String what, String most, String where) {
        return "| " + what + " | " + most + " | " + where + " |\n";
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String bytes(long bytes) {
        return bytes % (1 << 20) == 0 ? (bytes >> 20) + " MiB" : (bytes >> 10) + " KiB";
    }
}
