package dev.planline.runtime;

import dev.planline.wire.Topic;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** A named set of handlers, one for each topic that the stage reads. */
public final class Stage {

    private final String name;
    private final Map<Topic, Handler<?>> handlers;

    private Stage(String name, Map<Topic, Handler<?>> handlers) {
        this.name = name;
        this.handlers = handlers;
    }

    /** A stage that reads nothing yet; the name becomes that of its consumer group, after the prefix. */
    public static Stage named(String name) {
        return new Stage(name, Map.of());
    }

    /**
     * The same stage, also reading this topic.
     *
     * @throws IllegalArgumentException if the topic does not carry values of this type, or is read already
     */
    public <I extends Record> Stage reading(Topic topic, Class<I> type, Handler<I> handler) {
        if (topic.type() != type || handlers.containsKey(topic)) {
            throw new IllegalArgumentException("BUG: " + name + " cannot read " + type.getSimpleName() + " from " + topic);
        }
        var more = new EnumMap<Topic, Handler<?>>(Topic.class);
        more.putAll(handlers);
        more.put(topic, handler);
        return new Stage(name, Collections.unmodifiableMap(more));
    }

    /** The name. */
    public String name() {
        return name;
    }

    /** The topics that it reads. */
    public Set<Topic> topics() {
        return handlers.keySet();
    }

    /** What the stage makes of a message, tried once: no retries, and nothing is published. */
    public Outcome decide(Message<Record> message) throws Exception {
        return handlerOf(message.topic()).handle(message);
    }

    @SuppressWarnings("unchecked") // reading(...) ties the type of a topic's values to that of its handler
    Handler<Record> handlerOf(Topic topic) {
        Handler<?> handler = handlers.get(topic);
        if (handler == null) {
            throw new IllegalArgumentException("BUG: " + name + " does not read " + topic);
        }
        return (Handler<Record>) handler;
    }
}
