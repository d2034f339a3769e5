package dev.planline.cli.console;

import dev.planline.wire.Codec;
import dev.planline.wire.Decoded;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Values in a file, each a JSON object, as a rule one a line. All are checked before the first is handed over, so that a bad
 * one does not leave half of the file done; the file is read twice for that, so its size does not matter.
 */
public final class JsonLines<V extends Record> implements AutoCloseable {

    private static final Codec CODEC = new Codec();
    private static final int SHOWN = 20;
    private static final Pattern PLACE = Pattern.compile(" at line (\\d+), column ");

    private final Function<String, Decoded<V>> decoder;
    private final String name;
    private final Path file;
    private final boolean temporary;
    private final Splitter splitter;
    private final Set<Long> bad = new HashSet<>();

    private JsonLines(Function<String, Decoded<V>> decoder, Splitter splitter, String name, Path file, boolean temporary) {
        this.decoder = decoder;
        this.splitter = splitter;
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
        return of(line -> CODEC.decode(type, line), Splitter.LINES, file, input);
    }

    /**
     * The values of a file in a form of its own.
     *
     * @param decoder makes a value of its text
     * @param splitter tells the texts from each other
     * @param file {@code -} for this input, which is kept in a temporary file meanwhile
     */
    public static <V extends Record> JsonLines<V> of(Function<String, Decoded<V>> decoder, Splitter splitter, String file,
            InputStream input) {
        if (!file.equals("-")) {
            return new JsonLines<>(decoder, splitter, file, Path.of(file), /* temporary= */ false);
        }
        try {
            Path spool = Files.createTempFile("planline", ".jsonl");
            Files.copy(input, spool, StandardCopyOption.REPLACE_EXISTING);
            return new JsonLines<>(decoder, splitter, "standard input", spool, /* temporary= */ true);
        } catch (IOException e) {
            throw CommandFailed.because("cannot keep standard input in a temporary file: " + e.getMessage());
        }
    }

    /**
     * Checks all values.
     *
     * @param id of a value, which no other may have; null if it has none yet
     * @return how many values there are; at least one
     * @throws CommandFailed that names the first bad lines and their fields
     */
    public long check(Function<V, @Nullable String> id) {
        return check(id, null);
    }

    /**
     * Checks all values.
     *
     * @param id of a value, which no other may have; null if it has none yet
     * @param skipped is told which values are bad, and they are passed over; null if none may be
     * @return how many good values there are; at least one
     * @throws CommandFailed that names the first bad lines and their fields
     */
    public long check(Function<V, @Nullable String> id, @Nullable Consumer<String> skipped) {
        var problems = new ArrayList<String>();
        var lines = new HashMap<String, Long>();
        long[] values = {0};
        bad.clear();
        scan((ordinal, number, decoded) -> {
            values[0] = ordinal;
            String problem = problem(number, decoded, id, lines);
            if (problem != null && bad.add(ordinal) && bad.size() <= SHOWN) {
                problems.add(name + ":" + number + ": " + problem);
            }
        });
        if (values[0] == 0) {
            throw CommandFailed.badInput(name + " holds nothing; give " + splitter.form());
        }
        if (skipped == null || bad.size() == values[0]) {
            refuse(problems, values[0]);
        } else if (!bad.isEmpty()) {
            skipped.accept(summary(problems, values[0], "they are skipped"));
        }
        return values[0] - bad.size();
    }

    private void refuse(List<String> problems, long values) {
        if (!bad.isEmpty()) {
            throw CommandFailed.badInput(summary(problems, values, "nothing was sent"));
        }
    }

    private String summary(List<String> problems, long values, String consequence) {
        String more = bad.size() > problems.size() ? "\n  and " + (bad.size() - problems.size()) + " more" : "";
        return bad.size() + " of " + values + " " + splitter.noun() + " are bad, so " + consequence + ":\n  "
                + String.join("\n  ", problems) + more;
    }

    /** How many bad values the check has found. */
    public long skipped() {
        return bad.size();
    }

    /** Hands over all good values, in the order of the file. */
    public void forEach(Consumer<V> receiver) {
        scan((ordinal, number, decoded) -> {
            switch (decoded) {
                case Decoded<V> _ when bad.contains(ordinal) -> {
                }
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
            case Decoded.Malformed<V> malformed -> placed(malformed.message(), number);
            case Decoded.Value<V>(V value) -> {
                String key = id.apply(value);
                Long before = key == null ? null : lines.putIfAbsent(key, number);
                yield before == null ? null : "\"" + key + "\" stands in line " + before + " already";
            }
        };
    }

    /** The message with lines of the file where it names lines of the value. */
    private static String placed(String message, long number) {
        return PLACE.matcher(message).replaceAll(found -> {
            long line = Long.parseLong(found.group(1));
            return (line == 1 ? " at" : " at line " + (number + line - 1) + ",") + " column ";
        });
    }

    private void scan(Line<V> receiver) {
        long[] last = {0};
        long[] ordinal = {0};
        try (InputStream input = Files.newInputStream(file)) {
            splitter.split(input, (number, text) -> {
                last[0] = number;
                receiver.accept(++ordinal[0], number, decoder.apply(text));
            });
        } catch (NoSuchFileException e) {
            throw CommandFailed.badInput("there is no file " + name);
        } catch (MalformedInputException e) {
            throw CommandFailed.badInput(name + ": is not UTF-8, near line " + (last[0] + 1));
        } catch (IOException e) {
            throw CommandFailed.because("cannot read " + name + ": " + e.getMessage());
        }
    }

    /** Takes a value: which it is, counted from 1, and the line that it begins on. */
    private interface Line<V> {
        void accept(long ordinal, long number, Decoded<V> decoded);
    }
}
