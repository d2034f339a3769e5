package dev.planline.client;

/**
 * How far behind a stage is on one topic.
 *
 * @param workers members of its consumer group
 * @param lag messages that are committed on the topic and not yet by the stage
 */
public record StageLag(String stage, int workers, String topic, long lag) {}
