package dev.planline.wire;

import dev.planline.model.Abandonment;
import dev.planline.model.Agent;
import dev.planline.model.Plan;
import dev.planline.model.Rejection;
import dev.planline.model.ReplayPriority;
import dev.planline.model.RoutedPlan;
import dev.planline.model.RoutingRule;
import dev.planline.model.StageControl;
import dev.planline.model.Task;
import dev.planline.model.Trajectory;
import java.util.Locale;

/** Every topic of Planline, with the type of its values. The names on a cluster have a prefix, which is a setting. */
public enum Topic {
    TASKS(Task.class),
    PLANS(Plan.class),
    ROUTES(RoutedPlan.class),
    VALIDATED(RoutedPlan.class),
    REJECTED(Rejection.class),
    ABANDONED(Abandonment.class),
    AGENTS(Agent.class),
    RULES(RoutingRule.class),
    CONTROLS(StageControl.class),
    TRAJECTORIES(Trajectory.class),
    PRIORITIES(ReplayPriority.class);

    /** The prefix unless set otherwise. */
    public static final String DEFAULT_PREFIX = "planline";

    /** What the name of a dead letter topic adds to that of its source. */
    public static final String DEAD_LETTER_SUFFIX = ".dlq";

    private final Class<? extends Record> type;
    private final String shortName = name().toLowerCase(Locale.ROOT);

    Topic(Class<? extends Record> type) {
        this.type = type;
    }

    /** The type of the values. */
    public Class<? extends Record> type() {
        return type;
    }

    /** The name without the prefix, for example {@code tasks}. */
    public String shortName() {
        return shortName;
    }

    /** The name on a cluster, for example {@code planline.tasks}. */
    public String name(String prefix) {
        return prefix + "." + shortName();
    }

    /** The name of its dead letter topic, for example {@code planline.tasks.dlq}. */
    public String deadLetterName(String prefix) {
        return name(prefix) + DEAD_LETTER_SUFFIX;
    }

    /** Whether a null value means something: it removes the entry of that key. */
    public boolean compacted() {
        return this == AGENTS || this == RULES || this == CONTROLS;
    }

    /** The key under which a value is published. */
    public static String keyOf(Record value) {
        return switch (value) {
            case Task task -> task.taskId();
            case Plan plan -> plan.taskId();
            case RoutedPlan route -> route.plan().taskId();
            case Rejection rejection -> rejection.task().taskId();
            case Abandonment abandonment -> abandonment.task().taskId();
            case Agent agent -> agent.name();
            case RoutingRule rule -> rule.ruleId();
            case StageControl control -> control.stage();
            case Trajectory trajectory -> trajectory.taskId() == null ? trajectory.trajectoryId() : trajectory.taskId();
            case ReplayPriority priority -> priority.trajectoryId();
            default -> throw new IllegalArgumentException("BUG: no topic carries a " + value.getClass().getSimpleName());
        };
    }
}
