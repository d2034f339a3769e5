package dev.planline.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.planline.runtime.SimulatedProducer.Faults;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;

/**
 * Runs the loop, lanes, offsets and transactions of several workers in one thread against a simulated log, in an order that a
 * seed decides, while workers are killed, expelled, stopped and started and transactions fail in every way.
 *
 * <p>{@code -Dplanline.seed=n} replays one seed; {@code -Dplanline.seeds=n} tries so many.
 */
class SimulationTest {

    private static final int SEEDS = Integer.getInteger("planline.seeds", 2_000);
    private static final long FIRST_SEED = 1;

    @Test
    void whateverHappensEachRecordIsCommittedOnceAndInTheOrderOfItsKey() {
        Long one = Long.getLong("planline.seed");
        var failures = new TreeMap<Long, Throwable>();
        (one == null ? LongStream.range(FIRST_SEED, FIRST_SEED + SEEDS) : LongStream.of(one)).forEach(seed -> {
            try {
                new World(seed).run();
            } catch (RuntimeException | AssertionError e) {
                failures.put(seed, e);
            }
        });
        if (!failures.isEmpty()) {
            fail(failures.size() + " seeds fail, the first is " + failures.firstKey() + "; replay it with -Dplanline.seed="
                    + failures.firstKey(), failures.firstEntry().getValue());
        }
    }

    private static final class World {

        private static final int STEPS = 400;
        private static final int STEPS_TO_HEAL = 20_000;

        private final Random random;
        private final SimulatedLog log;
        private final WorkerSettings settings;
        private final Set<String> finished = new HashSet<>();
        private final Map<String, SimulatedWorker> workers = new TreeMap<>();
        private final Set<String> seen = new HashSet<>();
        private final Map<String, Long> last = new HashMap<>();
        private int noticed;

        World(long seed) {
            random = new Random(seed);
            log = new SimulatedLog(random, 1 + random.nextInt(4), 10 + random.nextInt(40), 1 + random.nextInt(12));
            WorkerSettings defaults = WorkerSettings.of("none", "sim");
            settings = new WorkerSettings("none", "sim", "sim",
                    new WorkerSettings.FlowSettings(2 + random.nextInt(60), 1 << 20, 1 + random.nextInt(20), 0), Duration.ofMillis(20),
                    defaults.retry(), defaults.recordDeadline(), Duration.ofMillis(1 + random.nextInt(30)), 1 << 20,
                    /* clientMeters= */ false, Map.of());
        }

        void run() {
            var faults = new Faults(60 + random.nextInt(200), 20, 20);
            for (int step = 0; step < STEPS; step++) {
                if (random.nextInt(12) == 0) {
                    disturb(faults);
                } else {
                    anyone().ifPresent(this::proceed);
                }
                check();
            }
            heal();
            assertThat(noticed).as("outputs").isEqualTo(log.committed().size());
            assertThat(finished).as("every record is finished").size().isEqualTo(log.size());
        }

        private void heal() {
            workers.values().forEach(worker -> worker.faults(Faults.NONE));
            if (workers.isEmpty()) {
                start("w0", Faults.NONE);
            }
            for (int step = 0; step < STEPS_TO_HEAL && finished.size() < log.size(); step++) {
                expelTheDead();
                anyone().ifPresent(this::proceed);
                check();
            }
        }

        private Optional<String> anyone() {
            var names = new ArrayList<>(workers.keySet());
            return names.isEmpty() ? Optional.empty() : Optional.of(names.get(random.nextInt(names.size())));
        }

        private void proceed(String name) {
            SimulatedWorker worker = workers.get(name);
            guarded(name, random.nextInt(3) == 0 ? worker::turn : worker::step);
        }

        private void disturb(Faults faults) {
            String name = "w" + random.nextInt(4);
            SimulatedWorker worker = workers.get(name);
            switch (random.nextInt(6)) {
                case 0, 1 -> {
                    if (worker == null) {
                        start(name, faults);
                    }
                }
                case 2 -> {
                    if (worker != null) {
                        guarded(name, worker::stop);
                        leave(name);
                    }
                }
                case 3 -> workers.remove(name); // killed; the group does not know it yet
                case 4 -> {
                    if (worker != null) {
                        log.group().expel(worker.member());
                    }
                }
                default -> log.group().rebalance();
            }
            expelTheDead();
        }

        /** A member of a worker that is dead is expelled sooner or later. */
        private void expelTheDead() {
            Set<String> alive = workers.values().stream().map(SimulatedWorker::member).collect(Collectors.toSet());
            log.group().members().stream().filter(member -> !alive.contains(member) && random.nextInt(3) == 0).toList()
                    .forEach(log.group()::expel);
        }

        private void start(String name, Faults faults) {
            var worker = new SimulatedWorker(name, log, random, settings, finished);
            worker.faults(faults);
            workers.put(name, worker);
        }

        private void guarded(String name, Runnable action) {
            SimulatedWorker worker = workers.get(name);
            try {
                action.run();
            } catch (SimulatedProducer.Killed e) {
                workers.remove(name);
            } catch (KafkaException e) {
                // as a worker does after a failure of its clients
                worker.giveUp();
                leave(name);
                start(name, Faults.NONE);
            }
        }

        private void leave(String name) {
            SimulatedWorker worker = workers.remove(name);
            if (worker != null) {
                log.group().expel(worker.member());
            }
        }

        /** Looks at what has been committed since it looked last. */
        private void check() {
            List<ProducerRecord<byte[], byte[]>> committed = log.committed();
            for (; noticed < committed.size(); noticed++) {
                String output = new String(committed.get(noticed).value(), StandardCharsets.UTF_8);
                assertThat(seen.add(output)).as("committed once: %s", output).isTrue();
                String key = new String(committed.get(noticed).key(), StandardCharsets.UTF_8);
                String id = output.substring(0, output.lastIndexOf('/'));
                long offset = Long.parseLong(id.substring(id.indexOf('/') + 1));
                assertThat(last.merge(key, offset, Math::max)).as("in the order of the key %s", key).isEqualTo(offset);
                finished.add(id);
            }
        }
    }
}
