package dev.planline.sink.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How much all replies may hold together, by the size of the heap. */
class RepliesTogetherTest {

    @Test
    void thereIsRoomForOneReplyHoweverSmallTheHeapIs() {
        assertThat(Limits.together(100L << 20)).isEqualTo(Limits.REPLY);
        assertThat(Limits.together(8L << 30)).isEqualTo(1L << 30);
    }
}
