package dev.planline.chaos.workload;

import dev.planline.model.Constraints;
import dev.planline.model.Priority;
import dev.planline.model.Task;
import dev.planline.wire.Codec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * What is sent to try a pipeline: a function of the seed alone. Any item, and any batch, can be asked for at any time.
 *
 * <p>Three of five tasks are new ones under ids of their own. A third comes again and again under the same ids, so that order can be seen. Four of a
 * hundred are hopeless and three malformed. One transaction of seven is given up.
 *
 * @param seed same seed, same messages
 * @param size how many items there are
 * @param submitters how many send at once; each has series of its own, so that the order in which those are sent is known
 */
public record Workload(long seed, int size, int submitters) {

    /** Series of each submitter. */
    public static final int SERIES = 50;

    private static final int BATCH = 16;
    private static final int ABORTS_PERCENT = 5;
    private static final int TRANSACTIONS_PERCENT = 30;
    private static final int MALFORMED_PERCENT = 3;
    private static final int HOPELESS_PERCENT = 4;
    private static final int SERIES_PERCENT = 33;

    private static final String MARK = "chaos";
    private static final byte[] MARK_BYTES = ("\"" + MARK + "\":\"").getBytes(StandardCharsets.UTF_8);
    private static final List<String> GOALS = List.of("Fix the login of the shop", "Write a blog article about threads",
            "Analyze the sales data of March", "Deploy the search service to Kubernetes", "Research competitors in the market for bikes");

    public Workload {
        if (size < 1 || submitters < 1) {
            throw new IllegalArgumentException("size is " + size + ", submitters is " + submitters + "; both must be at least 1");
        }
    }

    /** How many batches there are. The one numbered {@code n} is for submitter {@code n % submitters}. */
    public int batches() {
        return (size + BATCH - 1) / BATCH;
    }

    /** How many series there are in all. */
    public int allSeries() {
        return submitters * SERIES;
    }

    /** The batch of this number. */
    public Batch batch(int number) {
        return new Batch(number, way(number),
                IntStream.range(number * BATCH, Math.min(size, (number + 1) * BATCH)).mapToObj(this::item).toList());
    }

    /** The number of the batch that an item belongs to. */
    public static int batchOf(int item) {
        return item / BATCH;
    }

    /** How the batch of this number is sent. */
    public Batch.Way way(int batch) {
        int draw = random(batch, 1).nextInt(100);
        if (draw < ABORTS_PERCENT) {
            return Batch.Way.ABORTED;
        }
        return draw < ABORTS_PERCENT + TRANSACTIONS_PERCENT ? Batch.Way.COMMITTED : Batch.Way.PUBLISHED;
    }

    /** The item of this number. */
    public Item item(int number) {
        SplittableRandom random = random(number, 2);
        int draw = random.nextInt(100);
        if (draw < MALFORMED_PERCENT) {
            return new Item(number, Item.Kind.MALFORMED, "m-" + number, -1);
        }
        if (draw < MALFORMED_PERCENT + HOPELESS_PERCENT) {
            return new Item(number, Item.Kind.HOPELESS, "h-" + number, -1);
        }
        if (draw < MALFORMED_PERCENT + HOPELESS_PERCENT + SERIES_PERCENT) {
            int series = batchOf(number) % submitters * SERIES + random.nextInt(SERIES);
            return new Item(number, Item.Kind.ORDINARY, "s-" + series, series);
        }
        return new Item(number, Item.Kind.ORDINARY, "u-" + number, -1);
    }

    /** The value of the message on the topic of tasks. */
    public byte[] value(Item item, Codec codec) {
        Constraints constraints = item.kind() == Item.Kind.HOPELESS
                ? new Constraints(100, Constraints.DEPTH_LIMIT, 0.0, null, Priority.MEDIUM)
                : Constraints.DEFAULT;
        var task = new Task(item.key(), GOALS.get(item.number() % GOALS.size()), Map.of(MARK, Integer.toString(item.number())),
                constraints);
        byte[] value = codec.encode(task);
        return item.kind() == Item.Kind.MALFORMED ? misspelt(value) : value;
    }

    private static byte[] misspelt(byte[] value) {
        return new String(value, StandardCharsets.UTF_8).replaceFirst("\"goal\"", "\"gaol\"").getBytes(StandardCharsets.UTF_8);
    }

    /** The number of the item that a message of any stage came from; -1 if it says none. Its JSON is not parsed, for there are many. */
    public static int numberIn(byte[] value) {
        int at = indexOf(value, MARK_BYTES);
        if (at < 0) {
            return -1;
        }
        int number = 0;
        int digit = at + MARK_BYTES.length;
        for (; digit < value.length && value[digit] >= '0' && value[digit] <= '9'; digit++) {
            number = number * 10 + value[digit] - '0';
        }
        return digit == at + MARK_BYTES.length ? -1 : number;
    }

    private static int indexOf(byte[] value, byte[] part) {
        for (int i = 0; i <= value.length - part.length; i++) {
            int matched = 0;
            while (matched < part.length && value[i + matched] == part[matched]) {
                matched++;
            }
            if (matched == part.length) {
                return i;
            }
        }
        return -1;
    }

    private SplittableRandom random(int number, int salt) {
        return new SplittableRandom(seed * 0x9E3779B97F4A7C15L + number * 0xD1B54A32D192ED03L + salt);
    }
}
