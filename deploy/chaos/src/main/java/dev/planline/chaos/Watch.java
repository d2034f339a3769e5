package dev.planline.chaos;

import dev.planline.chaos.check.History;
import dev.planline.chaos.check.Place;
import dev.planline.chaos.check.Sighting;
import dev.planline.chaos.fault.Incident;
import dev.planline.chaos.workload.Item;
import dev.planline.chaos.workload.Workload;
import dev.planline.client.Cluster;
import dev.planline.client.TopicReader;
import dev.planline.model.Rejection;
import dev.planline.model.RoutedPlan;
import dev.planline.wire.Codec;
import dev.planline.wire.Decoded;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Reads what is committed on all topics of a run, on a thread of its own, into a history; from the beginning to an end that is set later. */
final class Watch implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);

    private final Workload workload;
    private final Window window;
    private final History history;
    private final Map<String, Place> places = new HashMap<>();
    private final TopicReader reader;
    private final Codec codec = new Codec();
    private final Thread thread;
    private volatile boolean finishing;
    private volatile int ended;
    private volatile long lastEndNanos;
    private volatile long silentFrom;
    private volatile long silentTo;
    private volatile @Nullable RuntimeException failure;

    Watch(Cluster cluster, Workload workload, Window window) {
        this.workload = workload;
        this.window = window;
        this.history = new History(workload);
        for (Place place : Place.all()) {
            places.put(place.topicName(cluster.prefix()), place);
        }
        this.reader = TopicReader.of(cluster, places.keySet());
        this.thread = Thread.ofPlatform().name("watch").start(this::run);
    }

    /** How many tasks have ended so far. */
    int ended() {
        return ended;
    }

    /** Time since the last task ended; zero before one has. */
    Duration silence() {
        return ended == 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - lastEndNanos);
    }

    /** Longest time from one task that ended to the next; nothing before two have. To be asked when it has finished. */
    Silence longestSilence(List<Incident> incidents) {
        return Silence.between(silentFrom, silentTo, incidents);
    }

    /** Reads what is there now to its end. */
    History finish() throws InterruptedException {
        finishing = true;
        thread.join();
        if (failure != null) {
            throw failure;
        }
        return history;
    }

    private void run() {
        try {
            while (!finishing) {
                reader.poll(POLL).forEach(this::note);
            }
            reader.readToEnd(this::note);
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    private void note(ConsumerRecord<byte[], byte[]> message) {
        Place place = Objects.requireNonNull(places.get(message.topic()));
        int number = message.value() == null ? -1 : Workload.numberIn(message.value());
        int round = number >= 0 && number < workload.size() ? round(place, number, message.value()) : 0;
        history.saw(new Sighting(place, message.partition(), message.offset(), number, round));
        int now = history.ended();
        if (now > ended) {
            long time = System.nanoTime();
            if (ended > 0 && time - lastEndNanos > silentTo - silentFrom) {
                silentFrom = lastEndNanos;
                silentTo = time;
            }
            lastEndNanos = time;
            window.over(now - ended);
            ended = now;
        }
    }

    /** Only what goes round is decoded, for there are many. */
    private int round(Place place, int number, byte[] value) {
        if (workload.item(number).kind() != Item.Kind.HOPELESS) {
            return 0;
        }
        if (place == Place.ROUTES && codec.decode(RoutedPlan.class, value) instanceof Decoded.Value<RoutedPlan>(RoutedPlan route)) {
            return route.plan().round();
        }
        if (place == Place.REJECTED && codec.decode(Rejection.class, value) instanceof Decoded.Value<Rejection>(Rejection rejection)) {
            return rejection.verdict().round();
        }
        return 0;
    }

    @Override
    public void close() {
        finishing = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        reader.close();
    }
}
