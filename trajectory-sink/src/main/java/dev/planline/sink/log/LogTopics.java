package dev.planline.sink.log;

import dev.planline.wire.Topic;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The topics that the sink reads, by their names on the cluster. */
final class LogTopics {

    /** Topics whose malformed records the sink keeps as dead letters; those of the others are kept by the stage that reads them. */
    private static final Set<Topic> OWNED = EnumSet.of(Topic.AGENTS, Topic.RULES, Topic.CONTROLS, Topic.TRAJECTORIES, Topic.PRIORITIES,
            Topic.VALIDATED,
            Topic.ABANDONED);

    /** Topics whose dead letters end the life of a task. */
    private static final Set<Topic> FATAL = EnumSet.of(Topic.TASKS, Topic.PLANS, Topic.ROUTES, Topic.REJECTED);

    /** Topics of which each record is a step in the life of a task, and a row of its own. */
    private static final Set<Topic> LIVES = EnumSet.of(Topic.TASKS, Topic.PLANS, Topic.ROUTES, Topic.VALIDATED, Topic.REJECTED,
            Topic.ABANDONED);

    /**
     * A topic.
     *
     * @param name short name
     * @param values what its values are; null for dead letters
     * @param owned whether the sink keeps its malformed records
     */
    record Source(String name, @Nullable Topic values, boolean owned) {

        /** Whether what follows from its records follows from each alone, so that it needs no start. */
        boolean recordByRecord() {
            return values == null || LIVES.contains(values);
        }
    }

    private LogTopics() {}

    static Map<String, Source> of(String prefix) {
        var sources = new HashMap<String, Source>();
        for (Topic topic : Topic.values()) {
            sources.put(topic.name(prefix), new Source(topic.shortName(), topic, OWNED.contains(topic)));
            if (FATAL.contains(topic)) {
                sources.put(topic.deadLetterName(prefix), new Source(topic.shortName() + Topic.DEAD_LETTER_SUFFIX, null, false));
            }
        }
        return Map.copyOf(sources);
    }
}
