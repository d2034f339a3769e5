package dev.planline.benchmarks.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WorkloadTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    @ParameterizedTest
    @EnumSource(Shape.class)
    void recordsAreOneKibibyteAndTellTheirNumber(Shape shape) {
        var workload = new Workload(shape, Work.NONE, Keys.UNIFORM, false, 100, 0, LONG, 100);
        List<ProducerRecord<byte[], byte[]>> records = workload.input("t", 1).toList();
        assertThat(records).hasSize(100);
        for (int i = 0; i < records.size(); i++) {
            ProducerRecord<byte[], byte[]> record = records.get(i);
            assertThat(shape.number(new ConsumerRecord<>("t", 0, 0, record.key(), record.value()))).isEqualTo(i);
            assertThat(record.value()).hasSize(1_024);
        }
    }

    @Test
    void whoDecodesAndEncodesGivesTheSameBytes() {
        byte[] value = Payload.of(7, "key-7");
        assertThat(Payload.passThrough(value)).isEqualTo(value);
    }

    @Test
    void concurrencyBoundsUniformKeysAndTheHottestKeyBoundsOthers() {
        var uniform = Workload.working(Work.WAIT_10, Keys.UNIFORM, 50_000, LONG, 100);
        assertThat(uniform.idealSeconds(1)).isEqualTo(5.0);
        long hottest = Arrays.stream(Keys.ZIPF.draw(5_000, 1)).filter(rank -> rank == 0).count();
        var zipf = Workload.working(Work.WAIT_10, Keys.ZIPF, 5_000, LONG, 100);
        assertThat(zipf.idealSeconds(1)).isEqualTo(hottest / 100.0);
    }

    @Test
    void theExamplesAreThere() {
        assertThat(Examples.tasks()).hasSize(36);
        assertThat(Examples.agents()).isNotEmpty();
        assertThat(Examples.rules()).isNotEmpty();
    }
}
