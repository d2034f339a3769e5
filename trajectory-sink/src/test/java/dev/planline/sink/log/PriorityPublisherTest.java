package dev.planline.sink.log;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.planline.client.PublishFailed;
import dev.planline.model.ReplayPriority;
import dev.planline.runtime.WorkerSettings;
import dev.planline.testkit.LocalHttp;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PriorityPublisherTest {

    /** One wait of ten seconds; it was one for each. */
    @Test
    @Timeout(25)
    void aClusterThatIsGoneIsWaitedForOnceHoweverManyThereAre() {
        try (var publisher = new PriorityPublisher(WorkerSettings.of("127.0.0.1:" + LocalHttp.freePort(), "p"))) {
            List<ReplayPriority> many = IntStream.range(0, 1_000).mapToObj(i -> new ReplayPriority("j-" + i, "prioritized", 1)).toList();
            assertThatThrownBy(() -> publisher.publish(many)).isInstanceOf(PublishFailed.class).hasMessage("no priorities were published");
        }
    }
}
