package dev.planline.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.model.Task;
import dev.planline.runtime.StageHarness.Handled;
import dev.planline.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StageHarnessTest {

    private static final Task TASK = new Task("t-1", "Fix the login");

    @Test
    void whatAStagePublishesComesOut() {
        StageHarness harness = harness(message -> Outcome.emit(Topic.TASKS, message.value()));
        assertThat(harness.emitted(Topic.TASKS, TASK, Topic.TASKS, Task.class)).isEqualTo(TASK);
    }

    @Test
    void whatIsNotForAStagePublishesNothing() {
        assertThat(harness(message -> Outcome.ignore()).give(Topic.TASKS, TASK)).isEqualTo(new Handled.Published(List.of()));
    }

    @Test
    void aHandlerThatThrowsIsTriedAgainAndThenGivenUp() {
        var calls = new AtomicInteger();
        StageHarness harness = harness(message -> {
            throw new IllegalStateException("no luck " + calls.incrementAndGet());
        });
        assertThat(harness.give(Topic.TASKS, TASK))
                .isEqualTo(new Handled.DeadLetter("failed", "", "java.lang.IllegalStateException: no luck 3", 3));
    }

    @Test
    void whatDoesNotDecodeNeverReachesTheHandler() {
        StageHarness harness = harness(message -> {
            throw new AssertionError();
        });
        assertThat(harness.give(Topic.TASKS, "t", "{\"taskId\":\"t\"}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new Handled.DeadLetter("malformed", "goal", "is required", 0));
    }

    @Test
    void aRefusalNamesItsField() {
        assertThat(harness(message -> Outcome.deadLetter("goal", "not today")).give(Topic.TASKS, TASK))
                .isEqualTo(new Handled.DeadLetter("refused", "goal", "not today", 1));
    }

    private static StageHarness harness(Handler<Task> handler) {
        return new StageHarness(Stage.named("tried").reading(Topic.TASKS, Task.class, handler));
    }
}
