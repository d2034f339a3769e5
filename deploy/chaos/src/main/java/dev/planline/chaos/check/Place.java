package dev.planline.chaos.check;

import dev.planline.wire.Topic;
import java.util.Arrays;
import java.util.List;

/** Where messages of the workload are seen. */
public enum Place {
    TASKS(Topic.TASKS),
    PLANS(Topic.PLANS),
    ROUTES(Topic.ROUTES),
    REJECTED(Topic.REJECTED),
    VALIDATED(Topic.VALIDATED),
    ABANDONED(Topic.ABANDONED),
    DEAD(Topic.TASKS);

    private final Topic topic;

    Place(Topic topic) {
        this.topic = topic;
    }

    /** The name of the topic on a cluster. Only tasks may become dead letters: all else was written by a stage. */
    public String topicName(String prefix) {
        return this == DEAD ? topic.deadLetterName(prefix) : topic.name(prefix);
    }

    /** Whether a task that has come here has ended. */
    public boolean end() {
        return this == VALIDATED || this == ABANDONED || this == DEAD;
    }

    /** All of them. */
    public static List<Place> all() {
        return Arrays.asList(values());
    }
}
