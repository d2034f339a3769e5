package dev.planline.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.planline.model.Agent;
import dev.planline.model.Trajectory;
import dev.planline.model.TrajectoryBuilder;
import dev.planline.model.TrajectoryOutcome;
import dev.planline.testkit.TestKafka;
import dev.planline.wire.Codec;
import dev.planline.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class LogViewTest {

    private final TestKafka kafka = new TestKafka(1);
    private final List<String> taken = new CopyOnWriteArrayList<>();
    private final CountDownLatch never = new CountDownLatch(1);

    @AfterEach
    void stop() {
        kafka.close();
    }

    @Test
    void isLoadedOnceAllThatWasThereIsTaken() {
        var codec = new Codec();
        List<Future<RecordMetadata>> sent = IntStream.range(0, 1_000)
                .mapToObj(number -> kafka.send(Topic.TRAJECTORIES, "t", codec.encode(trajectory(number)))).toList();
        assertThat(sent).hasSize(1_000);
        kafka.publish(Topic.TRAJECTORIES, trajectory(1_000));
        try (var view = view(batch -> batch.forEach(each -> taken.add(each.value().trajectoryId())))) {
            view.start();
            assertThat(view.awaitLoaded(never)).isTrue();
            assertThat(taken).containsExactlyElementsOf(IntStream.rangeClosed(0, 1_000).mapToObj(number -> "j-" + number).toList());
        }
    }

    @Test
    void takesWhatComesLaterAndLeavesOutWhatIsMalformed() {
        try (var view = view(batch -> batch.forEach(each -> taken.add(each.value().trajectoryId())))) {
            view.start();
            assertThat(view.awaitLoaded(never)).isTrue();
            kafka.publish(Topic.TRAJECTORIES, trajectory(1));
            kafka.publish(Topic.TRAJECTORIES, "t", "{\"trajectoryId\":\"j-2\"}".getBytes(StandardCharsets.UTF_8));
            kafka.publish(Topic.TRAJECTORIES, "t", null);
            kafka.publish(Topic.TRAJECTORIES, trajectory(3));
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> taken.contains("j-3"));
            assertThat(taken).containsExactly("j-1", "j-3");
        }
    }

    @Test
    void beginsAnewWhenTheLearnerFailsAndSaysSo() {
        kafka.publish(Topic.TRAJECTORIES, trajectory(1));
        var learner = new FailsOnce();
        try (var view = view(learner)) {
            view.start();
            assertThat(view.awaitLoaded(never)).isTrue();
            assertThat(learner.calls).containsExactly("begin", "learn 1", "begin", "learn 1");
        }
    }

    private static final class FailsOnce implements Learner<Trajectory> {

        private final List<String> calls = new CopyOnWriteArrayList<>();

        @Override
        public void begin() {
            calls.add("begin");
        }

        @Override
        public void learn(List<Logged<Trajectory>> values) {
            calls.add("learn " + values.size());
            if (calls.size() == 2) {
                throw new IllegalStateException("the first attempt fails");
            }
        }
    }

    @Test
    void endsWhenItsMemoryIsUsedUpAndWhoeverAsksHearsOfIt() {
        kafka.publish(Topic.TRAJECTORIES, trajectory(1));
        var exhausted = new OutOfMemoryError("of the test");
        try (var view = view(batch -> {
            throw exhausted;
        })) {
            view.start();
            assertThatThrownBy(() -> view.awaitLoaded(never)).isSameAs(exhausted);
            assertThatThrownBy(view::check).isSameAs(exhausted);
        }
    }

    @Test
    void isForLogsAlone() {
        assertThatThrownBy(() -> new LogView<>(Topic.AGENTS, Agent.class, kafka.settings("view"), batch -> {}))
                .hasMessage("BUG: AGENTS is not a log");
    }

    private LogView<Trajectory> view(Learner<Trajectory> learner) {
        return new LogView<>(Topic.TRAJECTORIES, Trajectory.class, kafka.settings("view"), learner);
    }

    private static Trajectory trajectory(int number) {
        return new TrajectoryBuilder("j-" + number, "agent", 0, TrajectoryOutcome.SUCCESS, 1).build();
    }
}
