package dev.planline.client;

import java.util.List;

/**
 * How a cluster's topics compare with what is declared.
 *
 * @param present names of the topics that are as declared
 * @param missing names of the topics that do not exist
 * @param contradictions what is not as declared
 */
public record TopicsState(List<String> present, List<String> missing, List<Contradiction> contradictions) {

    public TopicsState {
        present = List.copyOf(present);
        missing = List.copyOf(missing);
        contradictions = List.copyOf(contradictions);
    }

    /**
     * A property of a topic that is not as declared.
     *
     * @param property name of the topic's option, or {@code partitions}
     * @param actual what the cluster has
     */
    public record Contradiction(String topic, String property, String declared, String actual) {

        /** All of it in one line. */
        public String message() {
            return topic + ": " + property + " is " + actual + ", but " + declared + " is declared";
        }
    }
}
