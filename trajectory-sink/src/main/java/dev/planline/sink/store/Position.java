package dev.planline.sink.store;

/** A partition of a topic, by the topic's short name. */
public record Position(String topic, int partition) {}
