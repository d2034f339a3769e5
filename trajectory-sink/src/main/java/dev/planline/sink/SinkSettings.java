package dev.planline.sink;

import dev.planline.sink.replay.ReplayTables;
import dev.planline.sink.store.StoreSettings;
import java.nio.file.Path;

/**
 * What the sink can be told.
 *
 * @param store where the rows are
 * @param host that the API listens at
 * @param port that the API listens at; 0 for a free one
 * @param redact whether secrets in trajectories become marks before they are stored
 */
public record SinkSettings(StoreSettings store, String host, int port, boolean redact, ReplayTables tables) {

    /** A store in this directory, served on loopback, with one uniform and one prioritized table. */
    public static SinkSettings of(Path directory, int port) {
        return new SinkSettings(StoreSettings.sqlite(directory, 0), "127.0.0.1", port, /* redact= */ true,
                ReplayTables.DEFAULT);
    }
}
