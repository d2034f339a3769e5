package dev.planline.client.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The life of a task.
 *
 * @param status open, validated, abandoned or deadLettered
 * @param events in the order of time
 * @param trajectories ids of those that worked on it
 */
public record TaskLife(String taskId, String status, List<Event> events, List<String> trajectories) {

    /**
     * Something that happened to a task.
     *
     * @param stage short name of the topic that says so, for example {@code plans}
     * @param time of the message
     * @param outcome accepted, rejected, abandoned or deadLetter; null on the way
     * @param partition of the message
     * @param offset of the message
     * @param detail what the message says, in short
     */
    public record Event(String stage, Instant time, @Nullable Integer revision, @Nullable Integer round, @Nullable String outcome,
            int partition, long offset, Map<String, Object> detail) {}
}
