package dev.planline.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class SlowNumberTest {

    @Test
    void isTheNumberAsItIsNow() {
        var number = new AtomicInteger(1);
        var slow = new SlowNumber(number::get);
        assertThat(slow.get()).isEqualTo(1.0);
        number.set(2);
        assertThat(slow.get()).isEqualTo(2.0);
    }

    @Test
    void nobodyWaitsForASourceThatHangs() {
        var calls = new AtomicInteger();
        var hangs = new CountDownLatch(1);
        var slow = new SlowNumber(() -> {
            if (calls.incrementAndGet() == 2) {
                awaited(hangs);
            }
            return calls.get();
        });
        assertThat(slow.get()).isEqualTo(1.0);
        assertThat(slow.get()).isEqualTo(1.0);
        assertThat(slow.get()).isEqualTo(1.0);
        assertThat(calls).hasValue(2);
        hangs.countDown();
        await().until(() -> slow.get().doubleValue() > 1);
    }

    @Test
    void isUnknownWhileTheSourceFails() {
        var calls = new AtomicInteger();
        var slow = new SlowNumber(() -> {
            if (calls.incrementAndGet() == 2) {
                throw new IllegalStateException("gone");
            }
            return calls.get();
        });
        assertThat(slow.get()).isEqualTo(1.0);
        assertThat(slow.get()).isEqualTo(Double.NaN);
        assertThat(slow.get()).isEqualTo(3.0);
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
