package dev.planline.cli.console;

import dev.planline.wire.Codec;
import dev.planline.wire.Decoded;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Values in a file, one JSON object a line. All lines are checked before the first value is handed over, so that a bad line
 * does not leave half of the file done; the file is read twice for that, so its size does not matter.
 */
public final class JsonLines<V extends Record> implements AutoCloseable {

    private static final int SHOWN = 20;

    private final Function<String, Decoded<V>> decoder;
    private final String name;
    private final Path file;
    private final boolean temporary;

    private JsonLines(Function<String, Decoded<V>> decoder, String name, Path file, boolean temporary) {
        this.decoder = decoder;
        this.name = name;
        this.file = file;
        this.temporary = temporary;
    }

    /**
     * The values of a file.
     *
     * @param file {@code -} for this input, which is kept in a temporary file meanwhile
     */
    public static <V extends Record> JsonLines<V> of(Class<V> type, String file, InputStream input) {
        var codec = new Codec();
        return of(line -> codec.decode(type, line), file, input);
    }

    /**
     * The values of a file in a form of its own.
     *
     * @param decoder makes a value of a line
     * @param file {@code -} for this input, which is kept in a temporary file meanwhile
     */
    public static <V extends Record> JsonLines<V> of(Function<String, Decoded<V>> decoder, String file, InputStream input) {
        if (!file.equals("-")) {
            return new JsonLines<>(decoder, file, Path.of(file), /* temporary= */ false);
        }
        try {
            Path spool = Files.createTempFile("planline", ".jsonl");
            Files.copy(input, spool, StandardCopyOption.REPLACE_EXISTING);
            return new JsonLines<>(decoder, "standard input", spool, /* temporary= */ true);
        } catch (IOException e) {
            throw CommandFailed.because("cannot keep standard input in a temporary file: " + e.getMessage());
        }
    }

    /**
     * Checks all lines.
     *
     * @param id of a value, which no other may have; null if it has none yet
     * @return how many values there are; at least one
     * @throws CommandFailed that names the first bad lines and their fields
     */
    public long check(Function<V, @Nullable String> id) {
        var problems = new ArrayList<String>();
        var lines = new HashMap<String, Long>();
        long[] values = {0};
        long[] bad = {0};
        scan((number, decoded) -> {
            values[0]++;
            String problem = problem(number, decoded, id, lines);
            if (problem != null && ++bad[0] <= SHOWN) {
                problems.add(name + ":" + number + ": " + problem);
            }
        });
        if (bad[0] > 0) {
            throw CommandFailed.badInput(summary(problems, bad[0], values[0]));
        }
        if (values[0] == 0) {
            throw CommandFailed.badInput(name + " holds nothing; give one JSON object a line");
        }
        return values[0];
    }

    /** Hands over all values, in the order of the file. */
    public void forEach(Consumer<V> receiver) {
        scan((number, decoded) -> {
            switch (decoded) {
                case Decoded.Value<V>(V value) -> receiver.accept(value);
                case Decoded.Malformed<V> malformed ->
                    throw CommandFailed.badInput(name + ":" + number + ": " + malformed.message() + "; the file has changed meanwhile");
            }
        });
    }

    @Override
    public void close() {
        if (temporary) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw CommandFailed.because("cannot remove " + file + ": " + e.getMessage());
            }
        }
    }

    private @Nullable String problem(long number, Decoded<V> decoded, Function<V, @Nullable String> id, Map<String, Long> lines) {
        return switch (decoded) {
            case Decoded.Malformed<V> malformed -> malformed.message().replace(" at line 1, column ", " at column ");
            case Decoded.Value<V>(V value) -> {
                String key = id.apply(value);
                Long before = key == null ? null : lines.putIfAbsent(key, number);
                yield before == null ? null : "\"" + key + "\" stands in line " + before + " already";
            }
        };
    }

    private static String summary(List<String> problems, long bad, long values) {
        String more = bad > problems.size() ? "\n  and " + (bad - problems.size()) + " more" : "";
        return bad + " of " + values + " lines are bad, so nothing was sent:\n  " + String.join("\n  ", problems) + more;
    }

    private void scan(Line<V> receiver) {
        var utf8 = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT);
        long number = 0;
        try (var reader = new BufferedReader(new InputStreamReader(Files.newInputStream(file), utf8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                if (!line.isBlank()) {
                    receiver.accept(number, decoder.apply(line));
                }
            }
        } catch (NoSuchFileException e) {
            throw CommandFailed.badInput("there is no file " + name);
        } catch (MalformedInputException e) {
            throw CommandFailed.badInput(name + ": is not UTF-8, near line " + (number + 1));
        } catch (IOException e) {
            throw CommandFailed.because("cannot read " + name + ": " + e.getMessage());
        }
    }

    /** Takes a line. */
    private interface Line<V> {
        void accept(long number, Decoded<V> decoded);
    }
}
