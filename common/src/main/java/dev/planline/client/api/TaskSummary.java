package dev.planline.client.api;

import java.time.Instant;

/**
 * A task in a list.
 *
 * @param status open, validated, abandoned or deadLettered
 */
public record TaskSummary(String taskId, Instant submittedAt, String goal, String status) {}
