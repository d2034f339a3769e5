package dev.planline.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.wire.DeadLetters;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FaultTest {

    @Test
    void itsKindsAreThoseThatDeadLettersMayBeAskedFor() {
        assertThat(Arrays.stream(Fault.Kind.values()).map(Fault.Kind::wireName)).containsExactlyElementsOf(DeadLetters.KINDS);
    }
}
