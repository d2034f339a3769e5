package dev.planline.cli.verify;

import dev.planline.cli.console.CommandFailed;
import dev.planline.client.api.SinkClient;
import dev.planline.redaction.Redactor;
import dev.planline.sink.store.Position;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The digest of a sink: first what it is of, then, when the sink has made it, the digest itself. */
final class SinkDigest implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final SinkClient client;
    private final BufferedReader lines;
    private final JsonNode subject;

    SinkDigest(SinkClient client) {
        this.client = client;
        this.lines = reader(client, "digest", Map.of());
        this.subject = next();
    }

    private static BufferedReader reader(SinkClient client, String path, Map<String, String> query) {
        return new BufferedReader(new InputStreamReader(client.lines(path, query), StandardCharsets.UTF_8));
    }

    /** Next offsets that the digest is of. */
    Map<Position, Long> offsets() {
        var offsets = new HashMap<Position, Long>();
        for (var offset : subject.path("offsets").properties()) {
            int slash = offset.getKey().lastIndexOf('/');
            offsets.put(new Position(offset.getKey().substring(0, slash), Integer.parseInt(offset.getKey().substring(slash + 1))),
                    offset.getValue().asLong());
        }
        return offsets;
    }

    int capPerAgent() {
        return subject.path("capPerAgent").asInt();
    }

    /** Makes of the JSON of a trajectory what it stores. */
    UnaryOperator<byte[]> redaction() {
        return subject.path("redact").asBoolean() ? new Redactor(found -> {})::redact : UnaryOperator.identity();
    }

    int maxValueBytes() {
        return subject.path("maxValueBytes").asInt();
    }

    /** The digests by part; waits until the sink has made them. */
    SortedMap<String, String> parts() {
        var parts = new TreeMap<String, String>();
        next().path("parts").properties().forEach(part -> parts.put(part.getKey(), part.getValue().asString()));
        return parts;
    }

    /** Hands over the key and the digest of each row of a part. */
    void rows(String part, BiConsumer<String, String> taker) {
        try (BufferedReader in = reader(client, "digest/rows", Map.of("part", part))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                JsonNode row = JSON.readTree(line);
                taker.accept(row.path("key").asString(), row.path("digest").asString());
            }
        } catch (IOException | JacksonException e) {
            throw brokenOff(e);
        }
    }

    private JsonNode next() {
        try {
            String line = lines.readLine();
            if (line == null) {
                throw CommandFailed.because("the sink gave no digest; its log says why");
            }
            return JSON.readTree(line);
        } catch (IOException | JacksonException e) {
            throw brokenOff(e);
        }
    }

    private static CommandFailed brokenOff(Exception cause) {
        return CommandFailed.because("the sink broke off: " + cause.getMessage());
    }

    @Override
    public void close() {
        try {
            lines.close();
        } catch (IOException e) {
            throw brokenOff(e);
        }
    }
}
