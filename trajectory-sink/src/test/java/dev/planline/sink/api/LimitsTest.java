package dev.planline.sink.api;

import static dev.planline.sink.Trajectories.entry;
import static dev.planline.sink.Trajectories.successful;
import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.sink.Trajectories;
import dev.planline.sink.replay.ReplayTables;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a client that is slow, greedy or in a crowd gets, and that others do not notice it. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class LimitsTest {

    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofMinutes(10);

    /** More than the buffers of two sockets hold. */
    private static final int BIG = 20;

    @TempDir
    Path directory;

    private final List<Socket> sockets = new ArrayList<>();
    private TestApi api;

    @AfterEach
    void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        api.close();
    }

    @Test
    void anAddressIsNotTooLong() {
        open(Limits.DEFAULT);
        String path = "/v1/trajectories?text=";
        refused(api.get(path + "x".repeat(Limits.ADDRESS - path.length() + 1)), 414, "TOO_LARGE",
                "the address has more than 8192 characters");
        assertThat(api.get(path + "x".repeat(Limits.ADDRESS - path.length())).statusCode()).isEqualTo(200);
    }

    @Test
    void headersAreNotTooMany() throws IOException {
        open(Limits.DEFAULT);
        assertThat(ask("/v1/tasks", Limits.HEADERS)).startsWith("HTTP/1.1 200 ");
        assertThat(ask("/v1/tasks", Limits.HEADERS + 1)).startsWith("HTTP/1.1 431 ")
                .contains("\"code\":\"TOO_LARGE\"", "the request has more than 64 headers");
    }

    @Test
    void aRequestThatDoesNotArriveIsGivenUp() throws IOException {
        open(new Limits(1, 1, SHORT, LONG));
        assertThat(readAll(send("GET /v1/tasks HTTP/1.1\r\nHo"))).isEmpty();
        assertThat(readAll(send("POST /v1/replay/uniform/sample HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n{"))).isEmpty();
        assertThat(api.get("/v1/tasks").statusCode()).isEqualTo(200); // the only place is free again
    }

    @Test
    void beyondSoManyRequestsClientsAreToldToTryAgain() throws IOException {
        open(new Limits(2, 1, LONG, LONG));
        Socket one = send("POST /v1/replay/uniform/sample HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{");
        Socket other = send("POST /v1/replay/uniform/sample HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{");
        Awaitility.await().until(() -> api.get("/v1/tasks").statusCode() == 503);
        HttpResponse<String> response = api.get("/v1/tasks");
        refused(response, 503, "BUSY", "as many requests of this kind as it may at once");
        assertThat(response.headers().allValues("Retry-After")).containsExactly("1");
        assertThat(api.get("/livez").statusCode()).isEqualTo(200);
        assertThat(api.get("/v1/trajectories/export").statusCode()).isEqualTo(200);
        for (Socket socket : List.of(one, other)) {
            write(socket, "}");
            assertThat(readAll(socket)).startsWith("HTTP/1.1 200 ");
        }
        assertThat(api.get("/v1/tasks").statusCode()).isEqualTo(200);
    }

    @Test
    void beyondWhatAllRepliesMayHoldClientsAreToldToTryAgainAndRefusalsHoldNothing() throws IOException {
        long together = (BIG + 10L) << 20; // one reply, and a half
        api = new TestApi(directory, Access.OPEN, new Limits(8, 1, LONG, LONG), together, 0, ReplayTables.DEFAULT).open();
        fill();
        String all = "/v1/trajectories/best?limit=" + BIG;
        Socket slow = send("GET " + all + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        String begun = begin(slow);
        for (int i = 0; i < 5; i++) {
            HttpResponse<String> response = api.get(all);
            refused(response, 503, "BUSY", "hold as much as they may together");
            assertThat(response.headers().allValues("Retry-After")).containsExactly("1");
        }
        for (int i = 0; i < BIG; i++) {
            refused(api.get("/v1/trajectories/j-0?like=this"), 400, "INVALID_REQUEST", "unknown parameter"); // after it was read
        }
        assertThat(api.get("/v1/trajectories/best?limit=5").statusCode()).isEqualTo(200);
        assertThat(begun + readAll(slow)).startsWith("HTTP/1.1 200 ").hasSizeGreaterThan(BIG << 20);
        Awaitility.await().until(() -> api.get(all).statusCode() == 200);
    }

    @Test
    void aReplyThatIsNotTakenHoldsNothingOnceItIsGivenUp() throws IOException {
        long together = (BIG + 1L) << 20; // one reply, and not one trajectory more
        api = new TestApi(directory, Access.OPEN, new Limits(8, 1, LONG, SHORT), together, 0, ReplayTables.DEFAULT).open();
        fill();
        begin(send("GET /v1/trajectories/best?limit=" + BIG + " HTTP/1.1\r\nHost: a\r\n\r\n"));
        Awaitility.await().until(() -> api.get("/v1/trajectories/j-0").statusCode() == 200);
    }

    @Test
    void streamsAreCountedApartAndHoldNoConnectionOfTheDatabase() throws IOException {
        int streams = 6; // more than there are connections that read
        open(new Limits(1, streams, LONG, LONG));
        fill();
        for (int i = 0; i < streams; i++) {
            begin(send("GET /v1/trajectories/export HTTP/1.1\r\nHost: a\r\n\r\n"));
        }
        Awaitility.await().until(() -> api.get("/v1/trajectories/export?agent=nobody").statusCode() == 503);
        assertThat(api.get("/v1/trajectories/stats").body()).startsWith("{\"total\":" + BIG + ",");
    }

    @Test
    void aReplyThatIsNotTakenIsGivenUp() throws IOException {
        open(new Limits(1, 1, LONG, SHORT));
        fill();
        Socket slow = send("GET /v1/trajectories/export HTTP/1.1\r\nHost: a\r\n\r\n");
        begin(slow);
        Awaitility.await().until(() -> api.get("/v1/trajectories/export?agent=nobody").statusCode() == 200);
        assertThat(readAll(slow)).doesNotEndWith("\r\n0\r\n\r\n");
    }

    @Test
    void aReplyThatBreaksOffDoesNotLookWhole() throws IOException {
        open(new Limits(1, 1, LONG, LONG));
        fill();
        assertThat(readAll(send("GET /v1/trajectories/export HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))).endsWith("\r\n0\r\n\r\n");
        // more than a page of the export, so that it asks the store once more, after the big ones, which come first and block it
        api.store.fold(IntStream.range(BIG, 600).mapToObj(i -> entry(0, i,
                successful("j-" + i, 0.5).createdAt(Trajectories.START.minusSeconds(i)).build())).toList());
        Socket slow = send("GET /v1/trajectories/export HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        String begun = begin(slow);
        api.store.close();
        assertThat(begun + readAll(slow)).startsWith("HTTP/1.1 200 ").contains("\"j-19\"").doesNotContain("\"j-599\"")
                .doesNotEndWith("\r\n0\r\n\r\n");
    }

    private void open(Limits limits) {
        api = new TestApi(directory, Access.OPEN, limits);
    }

    private void fill() {
        String goal = "x".repeat(1 << 20);
        api.store.fold(IntStream.range(0, BIG).mapToObj(i -> entry(0, i, successful("j-" + i, 0.5).goal(goal).build())).toList());
    }

    private String ask(String path, int headers) throws IOException {
        return readAll(send("GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" + IntStream.range(2, headers)
                .mapToObj(i -> "X-" + i / 2 + ": " + i + "\r\n").collect(Collectors.joining()) + "\r\n"));
    }

    /** A connection of a client that takes little at a time. */
    private Socket send(String request) throws IOException {
        var socket = new Socket();
        sockets.add(socket);
        socket.setReceiveBufferSize(4 << 10);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), api.port()));
        write(socket, request);
        return socket;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The first of a reply, which shows that it is under way. */
    private static String begin(Socket socket) throws IOException {
        return new String(socket.getInputStream().readNBytes(9), StandardCharsets.UTF_8);
    }

    /** What comes until the server closes the connection, in whatever way. */
    private static String readAll(Socket socket) throws IOException {
        var text = new StringBuilder();
        try {
            var buffer = new byte[64 << 10];
            for (int read = socket.getInputStream().read(buffer); read >= 0; read = socket.getInputStream().read(buffer)) {
                text.append(new String(buffer, 0, read, StandardCharsets.UTF_8));
            }
        } catch (SocketException e) {
            return text.toString(); // closed with bytes under way
        }
        return text.toString();
    }

    private static void refused(HttpResponse<String> response, int status, String code, String message) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).startsWith("{\"error\":{").contains("\"code\":\"" + code + "\"", message);
    }
}
