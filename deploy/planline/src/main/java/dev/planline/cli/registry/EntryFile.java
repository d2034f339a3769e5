package dev.planline.cli.registry;

import dev.planline.cli.console.CommandFailed;
import dev.planline.cli.console.Console;
import dev.planline.cli.dataset.TaskBench;
import dev.planline.model.Agent;
import dev.planline.wire.Codec;
import dev.planline.wire.Decoded;
import dev.planline.wire.SyntaxProblem;
import dev.planline.wire.Topic;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads entries of a table from YAML or JSON: a list of them, or one after the other. */
public final class EntryFile<V extends Record> {

    private static final Codec CODEC = new Codec();

    private final Class<V> type;
    private final String name;
    private final Map<String, V> entries = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

    private EntryFile(Class<V> type, String name) {
        this.type = type;
        this.name = name;
    }

    /**
     * The entries of a file by key.
     *
     * @param file {@code -} for standard input
     * @throws CommandFailed with all that is wrong, by line and field
     */
    public static <V extends Record> Map<String, V> read(Class<V> type, String file, Console console) {
        var reader = new EntryFile<>(type, file.equals("-") ? "standard input" : file);
        reader.parse(content(file, console));
        if (!reader.problems.isEmpty()) {
            throw CommandFailed.badInput("nothing was done:\n  " + String.join("\n  ", reader.problems));
        }
        if (reader.entries.isEmpty()) {
            throw CommandFailed.badInput(reader.name + ": holds no entries");
        }
        return reader.entries;
    }

    private static String content(String file, Console console) {
        try {
            byte[] bytes = file.equals("-") ? console.in().readAllBytes() : Files.readAllBytes(Path.of(file));
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw CommandFailed.badInput((file.equals("-") ? "standard input" : file) + ": is not UTF-8");
        } catch (NoSuchFileException e) {
            throw CommandFailed.badInput("there is no file " + file);
        } catch (IOException e) {
            throw CommandFailed.badInput("cannot read " + file + ": " + e.getMessage());
        }
    }

    private void parse(String content) {
        String begin = content.stripLeading();
        boolean json = begin.startsWith("{") || begin.startsWith("[");
        ObjectMapper mapper = json
                ? JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build()
                : YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
        try (JsonParser parser = mapper.createParser(content)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token != JsonToken.START_ARRAY && token != JsonToken.END_ARRAY) {
                    int line = parser.currentTokenLocation().getLineNr();
                    JsonNode node = parser.readValueAsTree();
                    boolean tools = type == Agent.class && TaskBench.isTools(node);
                    (tools ? TaskBench.agents(node) : List.of(node)).forEach(entry -> add(line, entry));
                }
            }
        } catch (JacksonException e) {
            TokenStreamLocation place = e.getLocation(); // unknown if a limit of the parser was met
            problems.add(name + (place == null ? "" : ":" + place.getLineNr()) + ": is not valid " + (json ? "JSON" : "YAML") + ": "
                    + SyntaxProblem.of(e));
        }
    }

    private void add(int line, JsonNode node) {
        switch (CODEC.decode(type, CODEC.encode(node))) {
            case Decoded.Malformed<V> malformed -> problems.add(name + ":" + line + ": " + malformed.message());
            case Decoded.Value<V>(V value) -> {
                String key = Topic.keyOf(value);
                if (entries.put(key, value) != null) {
                    problems.add(name + ":" + line + ": \"" + key + "\" stands there more than once");
                }
            }
        }
    }
}
