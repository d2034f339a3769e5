package dev.planline.runtime;

import dev.planline.wire.Topic;
import java.util.List;

/** What a handler made of a message. The runtime commits it, together with the message's offset, in one transaction. */
public sealed interface Outcome {

    /** Publishes these values, in this order. */
    record Emit(List<Output> outputs) implements Outcome {

        public Emit {
            outputs = List.copyOf(outputs);
        }
    }

    /** Gives up on the message and keeps it whole among the dead letters, with the reason. */
    record DeadLetter(String field, String reason) implements Outcome {}

    /** The message is not for this stage. */
    record Ignore() implements Outcome {}

    /** A value and the topic that it goes to; its key follows from it. */
    record Output(Topic topic, Record value) {

        public Output {
            if (!topic.type().isInstance(value)) {
                throw new IllegalArgumentException(
                        "BUG: " + topic + " carries " + topic.type().getSimpleName() + ", not " + value.getClass().getSimpleName());
            }
        }
    }

    /** Publishes one value. */
    static Outcome emit(Topic topic, Record value) {
        return new Emit(List.of(new Output(topic, value)));
    }

    /** Gives up on the message because of a field of it. */
    static Outcome deadLetter(String field, String reason) {
        return new DeadLetter(field, reason);
    }

    /** The message is not for this stage. */
    static Outcome ignore() {
        return new Ignore();
    }
}
