package dev.planline.sink.api;

import static dev.planline.sink.Trajectories.entry;
import static dev.planline.sink.Trajectories.successful;
import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.observability.HttpServers;
import dev.planline.sink.pool.TrajectoryPool;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that once failed inside, were answered as something else, or took whatever they wanted. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class HostileRequestsTest {

    @TempDir
    Path directory;

    private TestApi api;

    @BeforeEach
    void open() {
        api = new TestApi(directory, Access.OPEN);
    }

    @AfterEach
    void close() {
        api.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            since=%2B1000000000-12-31T23:59:59Z | must be a time such as
            until=-1000000000-01-01T00:00:00Z   | must be a time such as
            minScore=NaN                        | must be a number
            maxScore=-Infinity                  | must be a number
            minScore=0x1p3                      | must be a number
            minScore=1d                         | must be a number
            minGeneration=9223372036854775808   | must be a whole number
            text=a+b+c+d+e+f+g+h+i+j+k+l+m+n+o+p+q+r+s+t+u | has 21 words; at most 20 are looked for
            agent=a&agent=b                     | stands twice
            """)
    void parameters(String query, String problem) {
        refused(api.get("/v1/trajectories?" + query), problem);
        refused(api.get("/v1/trajectories/stats?" + query), problem);
    }

    @Test
    void sqlAndPathsAreTexts() {
        api.store.fold(List.of(entry(0, "j-1", 0.5)));
        for (String name : List.of("' OR '1'='1", "'; DROP TABLE trajectories; --", "../../etc/passwd", "\0", "%", "_", "\ud83d\ude00")) {
            String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8);
            assertThat(api.get("/v1/trajectories?agent=" + encoded).body()).isEqualTo("{\"items\":[]}");
            assertThat(api.get("/v1/trajectories/" + encoded).statusCode()).isEqualTo(404);
        }
        assertThat(api.get("/v1/trajectories").body()).contains("\"j-1\"");
    }

    @Test
    void aBodyThatIsNotUtf8IsRefused() throws IOException {
        byte[] body = {'{', '"', (byte) 0xc0, (byte) 0xaf, '"', '}'};
        assertThat(raw("POST /v1/replay/uniform/sample HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 6\r\n\r\n", body))
                .startsWith("HTTP/1.1 400 ").contains("the body is not UTF-8");
    }

    @Test
    void aLineWithoutEndIsNotRead() throws IOException {
        assertThat(raw("GET /" + "x".repeat(2_000_000), new byte[0])).doesNotContain(" 200 ");
        assertThat(raw("GET /v1/tasks HTTP/1.1\r\nX: " + "x".repeat(2_000_000), new byte[0])).doesNotContain(" 200 ");
        assertThat(api.get("/v1/tasks").statusCode()).isEqualTo(200);
    }

    @Test
    void aPageEndsBeforeItIsTooLargeAndNothingIsPassedOver() {
        int count = 70;
        String goal = "x".repeat(1 << 20);
        api.store.fold(IntStream.range(0, count).mapToObj(i -> entry(0, i, successful("j-" + i, 0.5).goal(goal).build())).toList());
        int seen = 0;
        String cursor = "";
        for (int pages = 0; pages < 10 && cursor != null; pages++) {
            String body = api.get("/v1/trajectories?limit=1000" + (cursor.isEmpty() ? "" : "&cursor=" + cursor)).body();
            assertThat(body.length()).isLessThanOrEqualTo(TrajectoryPool.PAGE_BYTES + 10_000);
            seen += body.split("\"trajectoryId\"", -1).length - 1;
            int next = body.indexOf("\"next\":\"");
            cursor = next < 0 ? null : body.substring(next + 8, body.lastIndexOf('"'));
        }
        assertThat(seen).isEqualTo(count);
        refused(api.get("/v1/trajectories/best?limit=1000"), "the reply would have more than 64 MiB");
        refused(api.post("/v1/replay/uniform/sample", "{\"n\":1000}"), "the reply would have more than 64 MiB");
        assertThat(api.get("/v1/trajectories/export").body().lines()).hasSize(count);
        assertThat(api.events("/v1/trajectories/stream?from=start", count)).hasSize(count);
    }

    @Test
    void aSampleCountsATrajectoryAsOftenAsItIsDrawn() {
        api.store.fold(List.of(entry(0, 0, successful("j-0", 0.5).goal("x".repeat(1 << 20)).build())));
        assertThat(api.post("/v1/replay/prioritized/sample", "{\"n\":2}").body()).hasSizeGreaterThan(2 << 20);
        HttpResponse<String> response = api.post("/v1/replay/prioritized/sample", "{\"n\":70}");
        assertThat(response.statusCode()).isEqualTo(400); // first, since a reply that is not refused is too large to be shown
        refused(response, "the reply would have more than 64 MiB");
    }

    @Test
    void beyondSoManyConnectionsAreClosed() throws IOException {
        var sockets = new ArrayList<Socket>();
        try {
            for (int i = 0; i < HttpServers.CONNECTIONS + 20; i++) {
                sockets.add(new Socket(InetAddress.getLoopbackAddress(), api.port()));
            }
            Socket last = sockets.getLast();
            last.setSoTimeout(10_000);
            assertThat(end(last)).isTrue();
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    private static boolean end(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketException e) {
            return true; // reset
        }
    }

    private String raw(String head, byte[] body) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), api.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().write(body);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (SocketException e) {
            return "closed"; // with bytes under way
        }
    }

    private static void refused(HttpResponse<String> response, String message) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        assertThat(response.body()).startsWith("{\"error\":{").contains(message);
    }
}
