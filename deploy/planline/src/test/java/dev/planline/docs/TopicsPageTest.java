package dev.planline.docs;

import dev.planline.client.DeclaredTopic;
import dev.planline.client.Topics;
import dev.planline.testkit.GeneratedFile;
import dev.planline.testkit.Party;
import dev.planline.wire.Redrives;
import dev.planline.wire.Topic;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Writes down the topics as they are declared, and who reads and writes them, which {@link AsyncApiTest} holds against the stages. */
class TopicsPageTest {

    private static final String HEAD = """
            # Topics

            Generated from the code; do not edit. `TopicsPageTest` checks it and rewrites it with `-Dupdate`.

            `planline topics check` holds a cluster against this, `planline topics apply` creates what is missing; both read
            [deploy/topics.json](../deploy/topics.json) as it was built in, or another file by `--file`. The prefix is a setting. All topics have
            PARTITIONS partitions, so that a task's records lie in the partition of the same number on each of them; more are chosen before the first
            record is written ([scaling](scaling.md)). The schemas of the values, the headers and who sends what: [asyncapi.yaml](asyncapi.yaml).

            | topic | value | key | written by | read by | kept |
            |---|---|---|---|---|---|
            """;
    private static final String DEAD_LETTERS = """
            | `planline.<topic>.dlq` | the bytes of the source | as the source | the stage that gave up | people; those of tasks, plans, routes and rejected also the sink | KEPT |
            | `REDRIVES` | [Redrive](schemas/redrive.json) | the dead letter | users, by `planline dlq redrive` | `planline dlq` | KEPT_REDRIVES |

            A worker reads as a member of the consumer group `planline-<name>`; what it holds whole, without a group, is in brackets. A table keeps
            the latest value of each key, and a null value removes it. Users write by `planline submit`, `agents apply`, `rules apply` and
            `workers`; the sink writes the priorities that its API is given.
            """;

    private static final String REDRIVES = Redrives.topicName(Topic.DEFAULT_PREFIX);

    private final Map<String, DeclaredTopic> declared = Topics.declared(Topic.DEFAULT_PREFIX).all().stream()
            .collect(Collectors.toMap(DeclaredTopic::name, Function.identity()));

    @Test
    void thePageShowsTheTopics() throws IOException {
        String rows = Arrays.stream(Topic.values()).map(this::row).collect(Collectors.joining());
        String partitions = declared.values().stream().map(topic -> Integer.toString(topic.partitions())).distinct()
                .collect(Collectors.joining(" or "));
        GeneratedFile.check("docs/topics.md", HEAD.replace("PARTITIONS", partitions) + rows
                + DEAD_LETTERS.replace("KEPT_REDRIVES", kept(REDRIVES)).replace("REDRIVES", REDRIVES)
                        .replace("KEPT", kept(Topic.TASKS.deadLetterName(Topic.DEFAULT_PREFIX))));
    }

    private String row(Topic topic) {
        String name = topic.name(Topic.DEFAULT_PREFIX);
        return "| `%s` | [%s](schemas/%s.json) | %s | %s | %s | %s |\n".formatted(name, topic.type().getSimpleName(),
                AsyncApi.messageName(topic),
                AsyncApi.key(topic), Party.writersOf(topic), Party.readersOf(topic, "(%s)"), kept(name));
    }

    private String kept(String name) {
        Map<String, String> config = declared.get(name).config();
        if ("compact".equals(config.get("cleanup.policy"))) {
            return "as a table";
        }
        String millis = config.get("retention.ms");
        if (millis == null) {
            return "as long as the cluster says";
        }
        return millis.equals("-1") ? "for ever" : Duration.ofMillis(Long.parseLong(millis)).toDays() + " days";
    }
}
