package dev.planline.sink;

import dev.planline.sink.replay.ReplayTable;
import java.nio.file.Path;
import java.util.List;

/**
 * What the sink can be told.
 *
 * @param directory where the store is
 * @param host that the API listens at
 * @param port that the API listens at; 0 for a free one
 * @param capPerAgent most trajectories kept of an agent; 0 for all
 */
public record SinkSettings(Path directory, String host, int port, int capPerAgent, List<ReplayTable> tables) {

    public SinkSettings {
        tables = List.copyOf(tables);
    }

    /** A store in this directory, served on loopback, with one uniform and one prioritized table. */
    public static SinkSettings of(Path directory, int port) {
        return new SinkSettings(directory, "127.0.0.1", port, 0, List.of(ReplayTable.UNIFORM_DEFAULT, ReplayTable.PRIORITIZED_DEFAULT));
    }
}
