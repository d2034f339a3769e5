package dev.planline.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** What processes on this machine serve, asked by people and their tools. */
public final class LocalHttp {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private LocalHttp() {}

    /**
     * A reply.
     *
     * @param status 0 if nobody listens
     * @param headers as people read them
     */
    public record Reply(int status, String headers, String body) {}

    /** A port that nobody listens at now. */
    public static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks without a token. */
    public static Reply get(int port, String path) {
        return get(port, path, "");
    }

    /** Asks with a bearer token, unless it is empty. */
    public static Reply get(int port, String path, String token) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(PATIENCE);
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            HttpResponse<String> reply = CLIENT.send(request.build(), BodyHandlers.ofString());
            return new Reply(reply.statusCode(), reply.headers().map().toString(), reply.body());
        } catch (ConnectException e) {
            return new Reply(0, "", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
