package dev.planline.wire;

/** Headers that a dead letter has beside those of its source. */
public final class ErrorHeaders {

    /** What kind of fault it was: malformed, refused, failed, timed-out, oversized. */
    public static final String KIND = "planline.error.kind";

    /** What is wrong, in words. */
    public static final String MESSAGE = "planline.error.message";

    /** Path of the field concerned; empty if it is the message as a whole. */
    public static final String FIELD = "planline.error.field";

    /** The stage that gave up. */
    public static final String STAGE = "planline.error.stage";

    /** The topic that it came from. */
    public static final String TOPIC = "planline.error.topic";

    /** The partition that it came from. */
    public static final String PARTITION = "planline.error.partition";

    /** The offset that it had there. */
    public static final String OFFSET = "planline.error.offset";

    /** The time that it bore there, in milliseconds since 1970. */
    public static final String TIMESTAMP = "planline.error.timestamp";

    /** How often the handler was called. */
    public static final String ATTEMPTS = "planline.error.attempts";

    /** When the stage gave up, ISO-8601 UTC. */
    public static final String TIME = "planline.error.time";

    /** What the dead letter lacks of its source, and why; absent if it is whole. */
    public static final String LEFT_OUT = "planline.error.left-out";

    /** What the names of all of them begin with. */
    static final String PREFIX = "planline.error.";

    private ErrorHeaders() {}
}
