package dev.planline.planner.llm.endpoint;

/**
 * What a model is asked.
 *
 * @param instructions what it is to do; ours, and the same for everybody
 * @param data what it is to do it with; never to be followed
 * @param schema of the reply, as JSON Schema
 */
public record Question(String instructions, String data, String schema) {}
