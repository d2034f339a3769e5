package dev.planline.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadLettersTest {

    private static final Instant DIED = Instant.parse("2026-11-20T08:00:00Z");

    /** Under a time of long ago its topic could delete it at once. */
    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 1_700_000_000_000L})
    void aLetterBearsTheTimeOfItsDeathAndNamesThatOfItsMessage(long timestamp) {
        var source = new ConsumerRecord<>("p.tasks", 3, 7, timestamp, TimestampType.CREATE_TIME, 1, 1, new byte[] {1}, new byte[] {2},
                new RecordHeaders(), Optional.empty());
        var letter = DeadLetters.of(source, new DeadLetters.Reason("planner", "malformed", "", "no", 0, DIED), null);
        assertThat(letter.timestamp()).isEqualTo(DIED.toEpochMilli());
        assertThat(EventHeaders.text(letter.headers(), ErrorHeaders.TIMESTAMP)).isEqualTo(Long.toString(timestamp));
    }

    /** What lies on a topic compressed may be longer in bytes than in characters; its letter has to go on its topic. */
    @ParameterizedTest
    @ValueSource(strings = {"h", "\u20AC", "\uFFFD"})
    void aHeadersNameCountsWithItsBytes(String character) {
        var headers = new RecordHeaders();
        headers.add(character.repeat(1_500_000), new byte[0]);
        var source = new ConsumerRecord<>("p.tasks", 3, 7, 0, TimestampType.CREATE_TIME, 1, 1, new byte[] {1}, new byte[] {2}, headers,
                Optional.empty());
        var letter = DeadLetters.of(source, new DeadLetters.Reason("planner", "malformed", "", "no", 0, DIED), null);
        boolean whole = letter.headers().lastHeader(ErrorHeaders.LEFT_OUT) == null;
        assertThat(whole).isEqualTo(character.equals("h"));
        assertThat(Sizes.of(letter)).isLessThan(DeadLetters.WHOLE + 4_096);
    }
}
