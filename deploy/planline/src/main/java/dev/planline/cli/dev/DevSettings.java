package dev.planline.cli.dev;

import java.nio.file.Path;

/**
 * What development mode can be told.
 *
 * @param apiPort of the sink's API; 0 for a free one
 * @param kafkaPort of the broker; 0 for a free one
 * @param directory where broker and sink keep their data
 * @param exampleAgents whether to register the example agents and rules and to let them carry out plans, as a simulation
 * @param seed by which the example agents' chance falls
 */
record DevSettings(int apiPort, int kafkaPort, Path directory, boolean exampleAgents, long seed) {}
