package dev.planline.sink.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.sink.store.LogEntry;
import dev.planline.wire.Decoded;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Records that once stopped the reader for good. */
class ReaderTest {

    @Test
    void whateverGoesWrongWithOneRecordRefusesThatRecord() {
        Decoded<LogEntry> read = read("trajectories", "j", "{}", bytes -> {
            throw new StackOverflowError("deep");
        });
        assertThat(read).isEqualTo(new Decoded.Malformed<>("", "cannot be read; the log of the sink says why"));
    }

    @Test
    void aKeyThatIsNoNameIsNotKeptWhole() {
        Decoded<LogEntry> read = read("tasks.dlq", "k".repeat(1 << 20), "", UnaryOperator.identity());
        assertThat(read).isInstanceOfSatisfying(Decoded.Value.class,
                value -> assertThat(((LogEntry) value.value()).key()).startsWith("kkk").hasSizeBetween(200, 250));
    }

    @Test
    void aTimeThatIsNoneIsRefused() {
        Decoded<LogEntry> read = read("trajectories", "j",
                "{\"trajectoryId\":\"j\",\"agent\":\"a\",\"generation\":0,\"outcome\":\"success\",\"score\":1,"
                        + "\"createdAt\":\"+1000000000-12-31T23:59:59Z\"}",
                UnaryOperator.identity());
        assertThat(read).isEqualTo(new Decoded.Malformed<>("createdAt",
                "is +1000000000-12-31T23:59:59Z; the year must lie in -9999..99999"));
    }

    private static Decoded<LogEntry> read(String topic, @Nullable String key, String value, UnaryOperator<byte[]> redaction) {
        String name = "planline." + topic;
        byte[] keyBytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
        return new Reader(1 << 20, redaction).read(Objects.requireNonNull(LogTopics.of("planline").get(name)),
                new ConsumerRecord<>(name, 0, 7, keyBytes, value.getBytes(StandardCharsets.UTF_8)));
    }
}
