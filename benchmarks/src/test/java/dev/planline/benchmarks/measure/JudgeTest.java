package dev.planline.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.benchmarks.contender.Job;
import dev.planline.benchmarks.workload.Keys;
import dev.planline.benchmarks.workload.Payload;
import dev.planline.benchmarks.workload.Shape;
import dev.planline.benchmarks.workload.Work;
import dev.planline.benchmarks.workload.Workload;
import dev.planline.embedded.LocalKafka;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class JudgeTest {

    private static LocalKafka kafka;
    private static int topics;

    @BeforeAll
    static void start() {
        kafka = LocalKafka.temporary();
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @Test
    void eachResultOnceAndInOrderIsClean() throws Exception {
        Finding finding = judged(4, List.of("0a", "1b", "2a", "3b"));
        assertThat(finding.complete()).isTrue();
        assertThat(finding.clean()).isTrue();
        assertThat(finding.received()).isEqualTo(4);
    }

    @Test
    void aDoubleIsCountedApart() throws Exception {
        Finding finding = judged(2, List.of("0a", "0a", "1a"));
        assertThat(finding.received()).isEqualTo(2);
        assertThat(finding.doubled()).isEqualTo(1);
        assertThat(finding.outOfOrder()).isZero();
    }

    @Test
    void aGapLeavesItIncomplete() throws Exception {
        Finding finding = judged(3, List.of("0a", "2a"));
        assertThat(finding.received()).isEqualTo(2);
        assertThat(finding.complete()).isFalse();
    }

    @Test
    void anEarlierRecordOfAKeyAfterALaterOneIsOutOfOrder() throws Exception {
        Finding finding = judged(3, List.of("1a", "0a", "2b"));
        assertThat(finding.outOfOrder()).isEqualTo(1);
        assertThat(finding.complete()).isTrue();
    }

    /** What a judge says of results, each given as number and key. */
    private static Finding judged(int expected, List<String> results) throws Exception {
        var workload = new Workload(Shape.ONE_HOP, Work.NONE, Keys.UNIFORM, false, expected, 0,
                Duration.ofSeconds(60), 1);
        var job = new Job(kafka.bootstrapServers(), "judge", "judge-" + topics++, 1, workload);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(job.output(), 1, (short) 1))).all().get();
        }
        try (var judge = Awaitility.await().ignoreExceptions().until(() -> new Judge(job), _ -> true)) {
            write(job, results);
            judge.watch(expected, Duration.ofSeconds(2));
            return judge.finding(null, Duration.ZERO);
        }
    }

    private static void write(Job job, List<String> results) {
        try (var producer = new KafkaProducer<>(Map.of("bootstrap.servers", job.bootstrapServers()), new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (String result : results) {
                String key = result.substring(1);
                var _ = producer.send(new ProducerRecord<>(job.output(), key.getBytes(StandardCharsets.UTF_8),
                        Payload.of(result.charAt(0) - '0', key)));
            }
            producer.flush();
        }
    }
}
