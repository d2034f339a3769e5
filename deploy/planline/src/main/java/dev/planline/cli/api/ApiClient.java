package dev.planline.cli.api;

import dev.planline.cli.console.CommandFailed;
import dev.planline.wire.Codec;
import java.io.IOException;
import java.io.InputStream;
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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks the sink's API. What it refuses becomes the command's error, in the API's words. */
public final class ApiClient {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final JsonMapper JSON = new JsonMapper();

    private final URI base;
    private final @Nullable String token;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    /** A client that shows this token; none if it is null. */
    ApiClient(URI base, @Nullable String token) {
        this.base = base;
        this.token = token;
    }

    /** What is at a path of {@code /v1}. */
    public JsonNode get(String path, Map<String, String> query) {
        return json(send(request(path, query).GET().build()));
    }

    /** The lines at a path of {@code /v1}; the caller closes the stream. */
    public InputStream lines(String path, Map<String, String> query) {
        return send(request(path, query).GET().build()).body();
    }

    /** What a path of {@code /v1} answers to a body. */
    public JsonNode post(String path, Object body) {
        var publisher = BodyPublishers.ofByteArray(new Codec().encode(body));
        return json(send(request(path, Map.of()).header("Content-Type", "application/json").POST(publisher).build()));
    }

    /** One segment of a path. */
    public static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpRequest.Builder request(String path, Map<String, String> query) {
        String parameters = query.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + segment(parameter.getValue()))
                .collect(Collectors.joining("&"));
        String root = base.toString().replaceFirst("/+$", "");
        HttpRequest.Builder request = HttpRequest
                .newBuilder(URI.create(root + "/v1/" + path + (parameters.isEmpty() ? "" : "?" + parameters))).timeout(PATIENCE);
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private HttpResponse<InputStream> send(HttpRequest request) {
        try {
            HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
            if (response.statusCode() >= 400) {
                throw refused(response);
            }
            return response;
        } catch (IOException e) {
            throw CommandFailed.because("the API at " + base + " does not answer (" + e + "); name it with --api URL");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailed.because("interrupted");
        }
    }

    private CommandFailed refused(HttpResponse<InputStream> response) throws IOException {
        String body;
        try (InputStream in = response.body()) {
            body = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        JsonNode error;
        try {
            error = JSON.readTree(body).path("error");
        } catch (JacksonException e) {
            return CommandFailed.because(base + " answers " + response.statusCode() + ", and is not the API of a sink");
        }
        String field = error.path("field").asString("");
        String hint = error.path("hint").asString("");
        String message = (field.isEmpty() ? "" : field + ": ") + error.path("message").asString(body) + (hint.isEmpty() ? "" : "; " + hint);
        return switch (error.path("code").asString("")) {
            case "INVALID_REQUEST" -> CommandFailed.badInput(message);
            case "UNAUTHENTICATED", "FORBIDDEN" -> CommandFailed.because(message + "; give it in PLANLINE_TOKEN or by --token-file FILE");
            default -> CommandFailed.because(message);
        };
    }

    private JsonNode json(HttpResponse<InputStream> response) {
        try (InputStream in = response.body()) {
            return JSON.readTree(in);
        } catch (IOException | JacksonException e) {
            throw CommandFailed.because("the API at " + base + " broke off: " + e.getMessage());
        }
    }
}
