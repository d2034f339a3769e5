package dev.planline.observability;

import java.util.Locale;

/** The keys of structured logs: the message says what happened, the keys say to which. */
public enum LogKey {
    STAGE("name of the stage, such as router"),
    TOPIC("topic of the record concerned, with its prefix"),
    PARTITION("partition of the record concerned"),
    OFFSET("offset of the record concerned"),
    PARTITIONS("partitions concerned, as topic-number"),
    FIELD("path of the field concerned"),
    PROBLEM("what is wrong, in words"),
    TRACE_ID("id of the trace of the record that is handled, if there is tracing; in the context of the thread"),
    SPAN_ID("id of its span there");

    private final String meaning;

    LogKey(String meaning) {
        this.meaning = meaning;
    }

    /** The key as it stands in the log. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All of them as a Markdown table. */
    public static String catalogue() {
        var text = new StringBuilder("| key | meaning |\n|---|---|\n");
        for (LogKey key : values()) {
            text.append("| `" + key.key() + "` | " + key.meaning + " |\n");
        }
        return text.toString();
    }
}
