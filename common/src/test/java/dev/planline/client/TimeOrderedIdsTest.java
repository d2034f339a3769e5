package dev.planline.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TimeOrderedIdsTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00.123Z");

    private final TimeOrderedIds ids = new TimeOrderedIds(InstantSource.fixed(NOW), RandomGenerator.of("L64X128MixRandom"));

    @Test
    void idsAreUuidsOfVersionSevenThatBeginWithTheTime() {
        UUID id = UUID.fromString(ids.next());

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOW.toEpochMilli());
    }

    @Test
    void idsRiseStrictlyEvenWhenMoreAreAskedForThanOneMillisecondHolds() {
        var made = Stream.generate(ids::next).limit(10_000).toList();

        assertThat(made).isSorted();
        assertThat(new HashSet<>(made)).hasSize(10_000);
    }
}
