package dev.planline.benchmarks.workload;

import dev.planline.model.Task;
import dev.planline.wire.Codec;
import java.util.List;
import java.util.Map;

/** The example tasks, over and over, each with as much context as makes it about 1 KiB. */
final class Tasks {

    private static final int BYTES = 1_024;
    private static final String PREFIX = "task-";
    private static final String NOTE = "Notes of the last meeting: keep it small, say what it costs, ask before anything is bought. "
            .repeat(12);
    private static final Codec CODEC = new Codec();
    private static final List<Task> TEMPLATES = Examples.tasks();

    private Tasks() {}

    static String key(int number) {
        return PREFIX + "%09d".formatted(number);
    }

    static int number(String key) {
        return Integer.parseInt(key.substring(PREFIX.length()));
    }

    static byte[] of(int number) {
        Task template = TEMPLATES.get(number % TEMPLATES.size());
        int free = BYTES - CODEC.encode(with(template, number, "")).length;
        return CODEC.encode(with(template, number, NOTE.substring(0, Math.max(0, free))));
    }

    private static Task with(Task template, int number, String note) {
        return new Task(key(number), template.goal(), Map.of("notes", note), template.constraints());
    }
}
