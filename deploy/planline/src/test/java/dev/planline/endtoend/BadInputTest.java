package dev.planline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.model.Plan;
import dev.planline.model.RoutedPlan;
import dev.planline.model.Task;
import dev.planline.testkit.TestKafka;
import dev.planline.wire.ErrorHeaders;
import dev.planline.wire.EventHeaders;
import dev.planline.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever comes in on a topic that is wrong becomes a dead letter that says why, and what comes after it goes through. */
class BadInputTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private final TestKafka kafka = new TestKafka(1); // one partition: what is bad stands right before what is good
    private final Workers workers = new Workers(kafka);

    @BeforeEach
    void start() {
        kafka.publish(Topic.AGENTS, "nameless",
                bytes("{\"stepTypes\":[\"generic\"],\"costTier\":\"cheap\",\"successRate\":0.9,\"maxConcurrent\":1}"));
        kafka.publish(Topic.AGENTS, "all",
                bytes("{\"name\":\"all\",\"stepTypes\":[\"research\",\"planning\",\"requirements\",\"document\",\"test\","
                        + "\"content\",\"review\",\"generic\",\"write\",\"edit\",\"publish\",\"seo\"],\"costTier\":\"cheap\",\"successRate\":0.9,\"maxConcurrent\":9}"));
        workers.start();
    }

    @AfterEach
    void stop() {
        workers.close();
        kafka.close();
    }

    @Test
    void tasks() {
        var reasons = new LinkedHashMap<String, String>();
        reasons.put("{\"taskId\":\"bad-1\",\"goal\":\"  \"}", "goal");
        reasons.put("{\"taskId\":\"bad-2\",\"goal\":\"" + "x".repeat(5_001) + "\"}", "goal");
        reasons.put("{\"taskId\":\"bad-3\",\"goal\":\"g\",\"gaol\":\"h\"}", "gaol");
        reasons.put("{\"taskId\":\"bad-4\",\"goal\":", "");
        reasons.put("{\"taskId\":\"bad-5\",\"goal\":\"" + "y".repeat(2 << 20) + "\"}", "");
        int good = 0;
        for (String value : reasons.keySet()) {
            kafka.publish(Topic.TASKS, "bad", bytes(value));
            kafka.publish(Topic.TASKS, new Task("good-" + good++, "Write a blog article about threads"));
        }
        kafka.publish(Topic.TASKS, "bad", null);
        kafka.publish(Topic.TASKS, new Task("good-" + good++, "Write a blog article about threads"));
        List<String> ends = List.of(Topic.VALIDATED.name(kafka.prefix()), Topic.ABANDONED.name(kafka.prefix()));
        kafka.awaitCount(good, ends, LONG);
        List<ConsumerRecord<byte[], byte[]>> letters = kafka.deadLetters(Topic.TASKS);
        assertThat(letters).hasSize(6);
        assertThat(letters.stream().limit(5).map(letter -> new String(letter.value(), StandardCharsets.UTF_8)))
                .as("kept whole, in order").containsExactlyElementsOf(reasons.keySet());
        assertThat(letters.getLast().value()).isNull();
        assertThat(letters.stream().map(letter -> header(letter, ErrorHeaders.FIELD))).containsExactly("goal", "goal", "gaol", "", "", "");
        assertThat(letters.stream().map(letter -> header(letter, ErrorHeaders.MESSAGE))).satisfiesExactly(
                message -> assertThat(message).contains("blank"),
                message -> assertThat(message).contains("5001").contains("5000"),
                message -> assertThat(message).contains("unknown field").contains("goal"),
                message -> assertThat(message).contains("not valid JSON"),
                message -> assertThat(message).contains("1048576"),
                message -> assertThat(message).contains("null"));
    }

    @Test
    void aPlanWithACycle() {
        kafka.publish(Topic.PLANS, "t-1", bytes("""
                {"taskId":"t-1","revision":1,"goal":"g","planner":"hand","steps":[
                 {"stepId":"a","type":"generic","description":"a","dependsOn":["b"]},
                 {"stepId":"b","type":"generic","description":"b","dependsOn":["a"]}]}"""));
        kafka.publish(Topic.PLANS, "t-2", bytes("""
                {"taskId":"t-2","revision":1,"goal":"g","planner":"hand","steps":[
                 {"stepId":"a","type":"generic","description":"a"}]}"""));
        kafka.awaitCount(1, List.of(Topic.VALIDATED.name(kafka.prefix())), LONG);
        assertThat(kafka.read(Topic.VALIDATED, RoutedPlan.class)).extracting(route -> route.plan().taskId()).containsExactly("t-2");
        assertThat(kafka.deadLetters(Topic.PLANS)).singleElement()
                .satisfies(letter -> assertThat(header(letter, ErrorHeaders.MESSAGE)).contains("cycle"));
        assertThat(kafka.read(Topic.PLANS, Plan.class)).hasSize(2);
    }

    private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
        return String.valueOf(EventHeaders.text(letter.headers(), name));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
