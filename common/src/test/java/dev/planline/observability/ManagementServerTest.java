package dev.planline.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ManagementServerTest {

    private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final AtomicBoolean loaded = new AtomicBoolean();
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final HttpClient client = HttpClient.newHttpClient();
    private ManagementServer server;

    @BeforeEach
    void start() throws IOException {
        server = start(registry::scrape);
    }

    @AfterEach
    void stop() {
        server.close();
        client.close();
    }

    @Test
    void readinessFollowsItsChecksAndSaysWhatIsMissing() throws Exception {
        assertThat(get("/readyz"))
                .isEqualTo(new Reply(503, "{\"checks\":{\"agents\":\"not loaded\",\"router\":\"up\"},\"status\":\"down\"}\n"));
        loaded.set(true);
        assertThat(get("/readyz")).isEqualTo(new Reply(200, "{\"checks\":{\"agents\":\"up\",\"router\":\"up\"},\"status\":\"up\"}\n"));
    }

    @Test
    void livenessDoesNotDependOnReadiness() throws Exception {
        assertThat(get("/livez")).isEqualTo(new Reply(200, "{\"checks\":{\"loop\":\"up\"},\"status\":\"up\"}\n"));
    }

    @Test
    void metricsHaveTheNamesOfTheCatalogue() throws Exception {
        Meter.RECORDS_HANDLED.counter(registry, "router").increment(3);
        Meter.RECORDS_LAG.gauge(registry, () -> 7, "router");
        Meter.COMMIT_DURATION.timer(registry, "router");
        Reply metrics = get("/metrics");
        assertThat(metrics.status()).isEqualTo(200);
        assertThat(metrics.body()).contains(
                Meter.RECORDS_HANDLED.prometheusName() + "{stage=\"router\"} 3.0",
                Meter.RECORDS_LAG.prometheusName() + "{stage=\"router\"} 7.0",
                Meter.COMMIT_DURATION.prometheusName() + "_bucket{stage=\"router\",le=\"0.001\"} 0");
    }

    @Test
    void otherPathsAndMethodsAreRefusedWithWhatWouldBeRight() throws Exception {
        assertThat(get("/livez/x"))
                .isEqualTo(new Reply(404, "{\"error\":\"there is no /livez/x; there are /livez, /readyz and /metrics\"}\n"));
        assertThat(send("DELETE", "/livez")).isEqualTo(new Reply(405, "{\"error\":\"DELETE is not allowed; use GET\"}\n"));
        assertThat(send("HEAD", "/livez")).isEqualTo(new Reply(200, ""));
    }

    @Test
    void aCheckThatThrowsIsAnInternalError() throws Exception {
        try (ManagementServer broken = start(() -> {
            throw new IllegalStateException("secret");
        })) {
            assertThat(send("GET", broken, "/metrics")).isEqualTo(new Reply(500, "{\"error\":\"internal error\"}\n"));
        }
    }

    @Test
    void aPortThatIsTakenIsNamedWithWhatToSet() {
        var taken = new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
        assertThatThrownBy(() -> ManagementServer.start(taken, Map.of(), Map.of(), registry::scrape))
                .isInstanceOf(BindException.class)
                .hasMessageContaining(":" + server.port())
                .hasMessageContaining("set management.port to another port");
    }

    private ManagementServer start(Supplier<String> metrics) throws IOException {
        return ManagementServer.start(
                ANY,
                Map.of("loop", Health.when(() -> true, "stands still")),
                Map.of("agents", Health.when(loaded::get, "not loaded"), "router", Health.when(() -> true, "does not poll")),
                metrics);
    }

    private Reply get(String path) throws Exception {
        return send("GET", path);
    }

    private Reply send(String method, String path) throws Exception {
        return send(method, server, path);
    }

    private Reply send(String method, ManagementServer to, String path) throws Exception {
        URI uri = URI.create("http://localhost:" + to.port() + path);
        HttpRequest request = HttpRequest.newBuilder(uri).method(method, HttpRequest.BodyPublishers.noBody()).build();
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        return new Reply(response.statusCode(), response.body());
    }

    private record Reply(int status, String body) {}
}
