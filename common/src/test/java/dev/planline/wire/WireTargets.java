package dev.planline.wire;

import dev.planline.testkit.hostile.Refusals;
import dev.planline.testkit.hostile.Target;
import dev.planline.testkit.hostile.Target.Input;
import dev.planline.testkit.hostile.Target.Result;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** What a topic holds, and its headers, as targets of hostile input. */
public final class WireTargets {

    private static final Codec CODEC = new Codec();

    private WireTargets() {}

    public static List<Target> all() {
        var targets = new ArrayList<Target>();
        for (Topic topic : Topic.values()) {
            targets.add(new Target(topic.shortName(), 10, List.of(example(topic)), input -> decode(topic.type(), input)));
        }
        targets.add(new Target("headers", 5, List.of(Input.of("https://planline.dev/schemas/task/1"),
                Input.of("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")), WireTargets::headers));
        return targets;
    }

    /** A message of a topic in which every field is set. */
    public static Input example(Topic topic) {
        return Input.of(WireSamples.of(topic));
    }

    /** What {@link #example} is of. */
    public static Record value(Topic topic) {
        return value(topic.type(), example(topic));
    }

    /** The value in a message that is right. */
    public static <T> T value(Class<T> type, Input message) {
        return switch (CODEC.decode(type, message.bytes())) {
            case Decoded.Value<T>(T value) -> value;
            case Decoded.Malformed<T> malformed -> throw new AssertionError(malformed.message());
        };
    }

    private static <T> Result decode(Class<T> type, Input input) {
        decodeLenient(type, input);
        return check(CODEC.decode(type, input.bytes()), CODEC, type);
    }

    private static <T> void decodeLenient(Class<T> type, Input input) {
        check(CODEC.decode(type, input.bytes(), /* lenient= */ true), CODEC, type);
    }

    /** What was decoded is the same when it is encoded and decoded again; what was not is refused in our words. */
    public static <T> Result check(Decoded<T> decoded, Codec codec, Class<T> type) {
        return switch (decoded) {
            case Decoded.Value<T>(T value) -> {
                byte[] encoded = codec.encode(value);
                switch (codec.decode(type, encoded)) {
                    case Decoded.Value<T>(T again) -> {
                        require(again.equals(value), "comes back as another value: " + again);
                        require(Arrays.equals(codec.encode(again), encoded), "comes back as other bytes");
                    }
                    case Decoded.Malformed<T> malformed -> throw new AssertionError("does not come back: " + malformed.message());
                }
                yield Result.ACCEPTED;
            }
            case Decoded.Malformed<T>(String field, String problem) -> {
                require(field.length() <= 500 && field.chars().noneMatch(Character::isISOControl), "is refused with a bad field");
                require(!problem.contains("java."), "is refused in words of others: " + problem); // these quote no class either
                yield Refusals.inOneLine(problem, 1_000);
            }
        };
    }

    private static void require(boolean condition, String problem) {
        if (!condition) {
            throw new AssertionError(problem);
        }
    }

    private static Result headers(Input input) {
        var headers = new RecordHeaders();
        headers.add("ce_dataschema", input.bytes());
        headers.add("traceparent", input.bytes());
        return EventHeaders.newerSchema(headers) ? Result.ACCEPTED : Result.REFUSED;
    }
}
