package dev.planline.chaos.growth;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * Asks processes once a second what they take, on a thread of its own. One that does not answer, since it was killed, is passed over, and so is a second
 * in which none of them did anything: a heap that nobody uses is not collected, and what is left in it tells nothing.
 */
public final class GrowthWatch implements AutoCloseable {

    private static final Duration PACE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Map<String, URI> processes;
    private final IntSupplier done;
    private final Duration pace;
    private final Map<String, Map<Measure, List<Double>>> samples = new LinkedHashMap<>();
    private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    /**
     * Begins.
     *
     * @param processes where each has its {@code /metrics}, by name
     * @param done how much all of them have done so far
     */
    public GrowthWatch(Map<String, URI> processes, IntSupplier done) {
        this(processes, done, PACE);
    }

    GrowthWatch(Map<String, URI> processes, IntSupplier done, Duration pace) {
        this.processes = new LinkedHashMap<>(processes);
        this.done = done;
        this.pace = pace;
        processes.keySet().forEach(name -> samples.put(name, new EnumMap<>(Measure.class)));
        this.thread = Thread.ofPlatform().name("growth").start(this::run);
    }

    private void run() {
        int before = done.getAsInt();
        try {
            while (!closed.await(pace.toMillis(), TimeUnit.MILLISECONDS)) {
                int now = done.getAsInt();
                if (now != before) {
                    sampleAll();
                }
                before = now;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sampleAll() throws InterruptedException {
        for (Map.Entry<String, URI> process : processes.entrySet()) {
            sample(process.getKey(), process.getValue());
        }
    }

    private void sample(String name, URI address) throws InterruptedException {
        List<String> lines;
        try {
            lines = client.send(HttpRequest.newBuilder(address).timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString()).body()
                    .lines().toList();
        } catch (IOException e) {
            return; // it was killed, or stands still
        }
        for (Measure measure : Measure.values()) {
            double sum = sum(lines, measure.series());
            if (sum > 0) {
                samples.getOrDefault(name, Map.of()).computeIfAbsent(measure, none -> new ArrayList<>()).add(sum);
            }
        }
    }

    /** Over all series that begin so. */
    private static double sum(List<String> lines, String series) {
        return lines.stream().filter(line -> line.startsWith(series))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** Stops, and says how it went. */
    public List<Curve> finish() throws InterruptedException {
        closed.countDown();
        thread.join();
        var curves = new ArrayList<Curve>();
        samples.forEach((process, measures) -> measures.forEach((measure, values) -> curves.add(Curve.of(process, measure, values))));
        return curves;
    }

    @Override
    public void close() {
        closed.countDown();
        client.close();
    }
}
