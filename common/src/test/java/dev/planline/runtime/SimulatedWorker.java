package dev.planline.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.model.StageControl;
import dev.planline.runtime.Lanes.Lane;
import dev.planline.wire.Topic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** The real loop, lanes and transactions of a worker, without threads: each step of a handler is taken when the simulation says so. */
final class SimulatedWorker {

    private static final int BROKEN_ONE_IN = 300;

    private final SimulatedLog log;
    private final Random random;
    private final Set<String> finished;
    private final SimulatedConsumer consumer;
    private final SimulatedProducer producer;
    private final Lanes lanes = new Lanes();
    private final SimulatedTicker ticker = new SimulatedTicker();
    private final Inbox inbox = new Inbox(ticker);
    private final WorkerLoop loop;
    private final List<Slot> slots = new ArrayList<>();
    private final Set<String> keysAtWork = new HashSet<>();

    /** A runner, with the lane that it has claimed. */
    private static final class Slot {

        private @Nullable Lane lane;
    }

    /**
     * @param finished ids of the source records whose outputs are committed
     */
    SimulatedWorker(String id, SimulatedLog log, Random random, WorkerSettings settings, Set<String> finished) {
        this.log = log;
        this.random = random;
        this.finished = finished;
        this.consumer = new SimulatedConsumer(log, random, ticker);
        this.producer = new SimulatedProducer(log, random, id);
        var gate = new Gate(ticker);
        var controls = new Controls(() -> StageControl.none("sim"), settings.flow(), gate, lanes);
        var runners = new Runners(lanes, work -> {}, ticker, runner -> slots.add(new Slot()));
        loop = new WorkerLoop(Map.of(SimulatedLog.TOPIC, Topic.TASKS), settings, consumer.asKafka(),
                new Transactions(producer.asKafka(), consumer::groupMetadata, () -> {}),
                new WorkerLoop.Pipes(lanes, runners, gate, controls, inbox),
                new WorkerMeters(new SimpleMeterRegistry(), "sim"), ticker);
        ticker.meanwhile(this::someSteps);
        loop.begin();
    }

    void faults(SimulatedProducer.Faults faults) {
        producer.faults(faults);
    }

    String member() {
        return consumer.member();
    }

    void turn() {
        ticker.advance(100_000);
        loop.turn();
    }

    /** Ends as on SIGTERM. */
    void stop() {
        loop.finish();
    }

    /** Ends as after a failure of its clients. */
    void giveUp() {
        loop.abandon();
    }

    private void someSteps() {
        for (int steps = random.nextInt(4); steps > 0; steps--) {
            step();
        }
    }

    /** One step of one runner: it finishes what it handles and claims the next. */
    void step() {
        if (slots.isEmpty()) {
            return;
        }
        Slot slot = slots.get(random.nextInt(slots.size()));
        if (slot.lane != null) {
            finish(slot.lane.work());
        }
        slot.lane = lanes.next(slot.lane);
        while (slot.lane != null && !slot.lane.work().partition().accepting()) {
            inbox.add(Completion.skipped(slot.lane.work()));
            slot.lane = lanes.next(slot.lane);
        }
        if (slot.lane == null) {
            slots.remove(slot);
        } else {
            begin(slot.lane.work());
        }
    }

    private void begin(Work work) {
        assertThat(keysAtWork.add(key(work))).as("no other record of %s is being handled", key(work)).isTrue();
        if (work.partition().owned() && log.group().owns(consumer.member(), work.partition().id())) {
            assertThat(finished).as("what is committed is not handled again").doesNotContain(idOf(work.source()));
        }
    }

    private void finish(Work work) {
        keysAtWork.remove(key(work));
        if (random.nextInt(BROKEN_ONE_IN) == 0) {
            inbox.add(Completion.broken(work, new KafkaException("broken")));
            return;
        }
        String id = idOf(work.source());
        List<ProducerRecord<byte[], byte[]>> outputs = IntStream.range(0, 1 + Math.floorMod(id.hashCode(), 2))
                .mapToObj(i -> new ProducerRecord<>("sim.plans", work.source().key(), (id + "/" + i).getBytes(StandardCharsets.UTF_8)))
                .toList();
        inbox.add(Completion.handled(work, outputs, random.nextInt(1_000_000)));
    }

    private static String key(Work work) {
        return new String(work.source().key(), StandardCharsets.UTF_8);
    }

    static String idOf(ConsumerRecord<byte[], byte[]> source) {
        return source.partition() + "/" + source.offset();
    }
}
