package dev.planline.sink.store;

/** A partition of a topic, by the topic's short name. */
public record Position(String topic, int partition) implements Comparable<Position> {

    @Override
    public int compareTo(Position other) {
        int byTopic = topic.compareTo(other.topic);
        return byTopic == 0 ? Integer.compare(partition, other.partition) : byTopic;
    }
}
