package dev.planline.sink.pool;

import dev.planline.model.InvalidField;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How far somebody has followed the trajectories on the log. Written as {@code 0:25,3:7}, or {@code start}.
 *
 * @param next the next offset of each partition; 0 for one that is not there
 */
public record FeedPosition(SortedMap<Integer, Long> next) {

    /** Before everything. */
    public static final FeedPosition START = new FeedPosition(Collections.emptySortedMap());

    private static final Pattern ENTRY = Pattern.compile("(\\d{1,7}):(\\d{1,12})");
    private static final String START_TEXT = "start";

    public FeedPosition {
        next = Collections.unmodifiableSortedMap(new TreeMap<>(next));
    }

    /**
     * The position of a text.
     *
     * @param field to be named if it is none
     * @throws InvalidField if it is none
     */
    public static FeedPosition parse(String field, String text) {
        if (text.equals(START_TEXT)) {
            return START;
        }
        var next = new TreeMap<Integer, Long>();
        for (String part : text.split(",", -1)) {
            var entry = ENTRY.matcher(part);
            if (!entry.matches() || next.put(Integer.valueOf(entry.group(1)), Long.valueOf(entry.group(2))) != null) {
                throw new InvalidField(field, "is \"" + text + "\"; must be an id that the stream gave, such as 0:25,3:7 or start");
            }
        }
        return new FeedPosition(next);
    }

    long next(int partition) {
        return next.getOrDefault(partition, 0L);
    }

    FeedPosition with(int partition, long offset) {
        var other = new TreeMap<>(next);
        other.put(partition, offset);
        return new FeedPosition(other);
    }

    @Override
    public String toString() {
        return next.isEmpty()
                ? START_TEXT
                : next.entrySet().stream().map(entry -> entry.getKey() + ":" + entry.getValue()).collect(Collectors.joining(","));
    }
}
