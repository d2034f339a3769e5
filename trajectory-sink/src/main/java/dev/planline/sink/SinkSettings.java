package dev.planline.sink;

import dev.planline.sink.api.ApiSettings;
import dev.planline.sink.replay.ReplayTables;
import dev.planline.sink.store.StoreSettings;
import java.nio.file.Path;

/**
 * What the sink can be told.
 *
 * @param store where the rows are
 * @param redact whether secrets in trajectories become marks before they are stored
 */
public record SinkSettings(StoreSettings store, ApiSettings api, boolean redact, ReplayTables tables) {

    /** A store in this directory, served on loopback to everybody, with one uniform and one prioritized table. */
    public static SinkSettings of(Path directory, int port) {
        return new SinkSettings(StoreSettings.sqlite(directory, 0), ApiSettings.open(port), /* redact= */ true, ReplayTables.DEFAULT);
    }
}
