package dev.planline.testkit.hostile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;

/** Values that have broken programs before. Those found here are added to the files beside this class. */
public final class NastyValues {

    /** Fragments of JSON, some of which are none: one a line. */
    public static final List<String> JSON = json();

    /** Texts, to stand in a name, an argument, a header or an address. */
    public static final List<String> TEXTS = lines("texts.txt").stream()
            .map(line -> JsonMapper.shared().readValue("\"" + line + "\"", String.class)).toList();

    /** Bytes that are not UTF-8, or not what they seem. */
    public static final List<byte[]> BYTES = lines("bytes.txt").stream().map(HexFormat.of()::parseHex).toList();

    private NastyValues() {}

    private static List<String> json() {
        var values = new ArrayList<>(lines("json.txt"));
        for (int depth : new int[] {90, 99, 101, 500, 5_000}) {
            values.add("[".repeat(depth) + "]".repeat(depth));
            values.add("{\"a\":".repeat(depth) + "1" + "}".repeat(depth));
            values.add("[".repeat(depth));
        }
        for (int length : new int[] {201, 5_001, 70_000}) {
            values.add("\"" + "x".repeat(length) + "\"");
            values.add("\"" + "\\u0000".repeat(length / 6) + "\"");
            values.add("\"" + "x".repeat(length % 2) + "\\ud83d\\ude00".repeat(length / 2) + "\""); // of pairs, which no cut may split
            values.add("9".repeat(length));
            values.add("{\"" + "n".repeat(length) + "\":1}");
        }
        values.add("[" + "1,".repeat(9_999) + "1]");
        return List.copyOf(values);
    }

    private static List<String> lines(String file) {
        try (InputStream in = Objects.requireNonNull(NastyValues.class.getResourceAsStream(file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.isEmpty() && !line.startsWith("//"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
