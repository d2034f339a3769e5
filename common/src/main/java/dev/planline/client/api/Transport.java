package dev.planline.client.api;

import dev.planline.wire.Codec;
import dev.planline.wire.Decoded;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends requests and receives answers. Shows its token to nobody but the API. */
final class Transport implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final String base;
    private final @Nullable String token;
    private final Patience patience;
    private final HttpClient http;
    private final Codec codec = new Codec();
    private volatile boolean closed;

    Transport(URI base, @Nullable String token, Patience patience) {
        String scheme = base.getScheme();
        if (!"http".equals(scheme) && !"https".equals(scheme)) {
            throw new IllegalArgumentException("\"" + base + "\" is no address of an API; give it as http://host:8080");
        }
        this.base = base.toString().replaceFirst("/+$", "");
        this.token = token;
        this.patience = patience;
        this.http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(patience.connect()).build();
    }

    /** One segment of a path, or the value of a parameter. */
    static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** The status of a probe. */
    int probe(String path) {
        HttpResponse<InputStream> response = once(request(path, Map.of()).GET().build());
        try (InputStream in = response.body()) {
            in.readAllBytes();
            return response.statusCode();
        } catch (IOException e) {
            throw SinkUnavailable.brokenOff(base, e);
        }
    }

    /** What is at a path of {@code /v1}; asked again if the sink puts it off. The caller closes it. */
    InputStream get(String path, Map<String, String> query, String... headers) {
        HttpRequest.Builder request = request("v1/" + path, query).GET();
        HttpRequest asked = (headers.length == 0 ? request : request.headers(headers)).build();
        for (int retries = patience.retries();; retries--) {
            HttpResponse<InputStream> response = once(asked);
            if (response.statusCode() < 300) {
                return response.body();
            }
            SinkRefused refused = refused(response);
            Duration pause = refused.retryAfter().orElse(LONGEST_PAUSE);
            boolean later = refused.retryAfter().isPresent() && (refused.status() == 429 || refused.status() == 503);
            if (retries == 0 || !later || pause.compareTo(LONGEST_PAUSE) > 0) {
                throw refused;
            }
            sleep(pause);
        }
    }

    /** What a path of {@code /v1} answers to a body; asked once. The caller closes it. */
    InputStream post(String path, Object body) {
        HttpResponse<InputStream> response = once(request("v1/" + path, Map.of()).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(codec.encode(body))).build());
        if (response.statusCode() >= 300) {
            throw refused(response);
        }
        return response.body();
    }

    /** An answer as a value; fields that this build does not know are passed over. */
    <T> T read(Class<T> type, InputStream answer) {
        try (answer) {
            return decode(type, answer.readAllBytes());
        } catch (IOException e) {
            throw brokenOff(e);
        }
    }

    /** A line or event as a value. */
    <T> T decode(Class<T> type, byte[] json) {
        return switch (codec.decode(type, json, /* lenient= */ true)) {
            case Decoded.Value<T>(T value) -> value;
            case Decoded.Malformed<T> malformed ->
                throw brokenOff(new IOException("what it says is not known to this build: " + malformed.message()));
        };
    }

    JsonNode tree(InputStream answer) {
        try (answer) {
            return JSON.readTree(answer);
        } catch (IOException | JacksonException e) {
            throw brokenOff(e instanceof IOException io ? io : new IOException(e.getMessage(), e));
        }
    }

    SinkUnavailable brokenOff(IOException cause) {
        return SinkUnavailable.brokenOff(base, cause);
    }

    @Override
    public void close() {
        closed = true;
        http.shutdownNow();
    }

    private HttpRequest.Builder request(String path, Map<String, String> query) {
        String parameters = query.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + segment(parameter.getValue()))
                .collect(Collectors.joining("&"));
        HttpRequest.Builder request = HttpRequest
                .newBuilder(URI.create(base + "/" + path + (parameters.isEmpty() ? "" : "?" + parameters))).timeout(patience.answer());
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private HttpResponse<InputStream> once(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofInputStream());
        } catch (IOException e) {
            if (closed) {
                throw new IllegalStateException("the client is closed", e);
            }
            throw SinkUnavailable.silent(base, e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private void sleep(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private SinkUnavailable interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        var interrupted = new InterruptedIOException("interrupted");
        interrupted.initCause(cause);
        return SinkUnavailable.silent(base, interrupted);
    }

    private SinkRefused refused(HttpResponse<InputStream> response) {
        int status = response.statusCode();
        @Nullable Duration retryAfter = response.headers().firstValue("Retry-After").filter(value -> value.matches("\\d{1,9}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value))).orElse(null);
        String body;
        try (InputStream in = response.body()) {
            body = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw brokenOff(e);
        }
        try {
            JsonNode error = Objects.requireNonNull(JSON.readTree(body)).path("error");
            return new SinkRefused(status, error.path("code").asString(""), error.path("field").asString(""),
                    error.path("message").asString(body), error.path("hint").asString(""), retryAfter);
        } catch (JacksonException e) {
            return new SinkRefused(status, "", "", base + " answers " + status + ", and is not the API of a sink", "", retryAfter);
        }
    }
}
