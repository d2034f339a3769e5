package dev.planline.runtime;

import dev.planline.wire.Topic;
import java.time.Instant;

/** Calls the handlers of a stage as the runtime does, without a broker. */
public final class StageHarness {

    private static final Instant TIME = Instant.parse("2026-11-23T10:00:00Z");

    private StageHarness() {}

    /** What a stage makes of a value, which arrives under its own key. */
    public static Outcome handle(Stage stage, Topic topic, Record value) {
        try {
            return stage.handlerOf(topic).handle(new Message<>(topic, 0, 0, TIME, Topic.keyOf(value), value));
        } catch (Exception e) { // the signature of a handler
            throw new AssertionError(e);
        }
    }

    /** The one value that a stage publishes to a topic when it is given this one. */
    public static <O extends Record> O emitted(Stage stage, Topic topic, Record value, Topic to, Class<O> type) {
        return switch (handle(stage, topic, value)) {
            case Outcome.Emit(var outputs) when outputs.size() == 1 && outputs.getFirst().topic() == to ->
                type.cast(outputs.getFirst().value());
            case Outcome.Emit emit -> throw new AssertionError("not one value on " + to + ": " + emit);
            case Outcome.DeadLetter letter -> throw new AssertionError(letter.toString());
            case Outcome.Ignore ignore -> throw new AssertionError("ignored");
        };
    }
}
