package dev.planline.chaos;

import dev.planline.chaos.cluster.Broker;
import dev.planline.chaos.cluster.LocalBrokers;
import dev.planline.chaos.fault.Fault;
import dev.planline.chaos.fault.FaultKind;
import dev.planline.chaos.network.Condition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Kills brokers, makes them stand still, fills their disks and cuts them off. */
final class BrokerFaults implements Injection {

    private static final Duration RETURNS = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final int SHORTEST_DELAY_MS = 20;
    private static final int LONGEST_DELAY_MS = 400;
    private static final int MOST_BYTES = 300_000;

    private final LocalBrokers brokers;
    private final String ledTopic;
    private final List<Runnable> remedies = new ArrayList<>();

    /**
     * @param ledTopic whose leaders are killed as such
     */
    BrokerFaults(LocalBrokers brokers, String ledTopic) {
        this.brokers = brokers;
        this.ledTopic = ledTopic;
    }

    /** Whether this can be brought about here. */
    static boolean possible(LocalBrokers brokers, FaultKind kind) {
        return kind != FaultKind.DISK_FULL || brokers.all().stream().anyMatch(Broker::hasOwnDisk);
    }

    @Override
    public void begin(Fault fault) throws InterruptedException {
        List<Broker> all = brokers.all();
        Broker one = all.get(fault.pick() % all.size());
        switch (fault.kind()) {
            case BROKER_KILL -> kill(one);
            case LEADER_KILL -> kill(brokers.leader(ledTopic, 0));
            case MAJORITY_KILL -> all.stream().filter(broker -> broker != one).forEach(this::kill);
            case BROKER_PAUSE -> {
                one.jvm().pause();
                remedies.add(one.jvm()::resume);
            }
            case BROKER_RESTART -> restartAll();
            case DISK_FULL -> all.stream().filter(Broker::hasOwnDisk).forEach(this::fillDisk);
            case NET_DROP -> impose(one, new Condition.Dropped());
            case NET_DELAY -> impose(one, new Condition.Delayed(SHORTEST_DELAY_MS + fault.pick() % (LONGEST_DELAY_MS - SHORTEST_DELAY_MS)));
            case NET_HALF_OPEN -> impose(one, new Condition.HalfOpen());
            case NET_RESET -> impose(one, new Condition.ResetAfter(1 + fault.pick() % MOST_BYTES));
            case NET_BLACKHOLE -> impose(one, new Condition.Blackhole());
            case WORKER_KILL, WORKER_PAUSE, WORKER_RESTART ->
                throw new IllegalArgumentException("BUG: " + fault.kind() + " does not befall brokers");
        }
    }

    private void kill(Broker broker) {
        broker.jvm().kill();
        remedies.add(broker.jvm()::start);
    }

    private void impose(Broker broker, Condition condition) {
        broker.impose(condition);
        remedies.add(() -> broker.impose(new Condition.Open()));
    }

    private void fillDisk(Broker broker) {
        broker.fillDisk();
        remedies.add(broker::freeDisk);
    }

    private void restartAll() throws InterruptedException {
        for (Broker broker : brokers.all()) {
            if (!broker.jvm().stop(RETURNS)) {
                broker.jvm().kill();
            }
            broker.jvm().start();
            awaitAll();
        }
    }

    @Override
    public void heal() throws InterruptedException {
        remedies.forEach(Runnable::run);
        remedies.clear();
        awaitAll();
    }

    /** A broker whose disk was full has ended by itself, as Kafka does; it is started again like any other. */
    private void awaitAll() throws InterruptedException {
        long deadline = System.nanoTime() + RETURNS.toNanos();
        do {
            brokers.all().stream().filter(broker -> !broker.jvm().alive()).forEach(broker -> broker.jvm().start());
            if (brokers.allAnswer()) {
                return;
            }
            Thread.sleep(LOOK);
        } while (System.nanoTime() < deadline);
    }
}
