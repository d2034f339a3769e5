package dev.planline.planner.llm.endpoint;

/** What comes of a question. */
public sealed interface Reply {

    /** The model's words, whatever they are worth. */
    record Text(String text) implements Reply {}

    /** None. */
    record Failed(String reason) implements Reply {}
}
