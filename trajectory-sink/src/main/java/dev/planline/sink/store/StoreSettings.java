package dev.planline.sink.store;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Which database, and what is kept in it.
 *
 * @param url JDBC address of a SQLite file or of a PostgreSQL database
 * @param user for PostgreSQL; null if the address says it
 * @param readers connections that answer questions at the same time
 * @param capPerAgent most trajectories kept of an agent; 0 for all
 * @param scratch whether it is made to be compared and thrown away: nothing is done to survive a crash or to answer fast
 */
public record StoreSettings(
        String url, @Nullable String user, @Nullable String password, int readers, int capPerAgent, boolean scratch) {

    private static final int READERS = 4;

    /** A SQLite file in a folder. */
    public static StoreSettings sqlite(Path directory, int capPerAgent) {
        return new StoreSettings(Dialect.SQLITE.prefix() + directory.resolve("planline.db"), null, null, READERS, capPerAgent,
                /* scratch= */ false);
    }

    /** A PostgreSQL database. */
    public static StoreSettings postgres(String url, @Nullable String user, @Nullable String password, int capPerAgent) {
        return new StoreSettings(url, user, password, READERS, capPerAgent, /* scratch= */ false);
    }

    /** A SQLite file in a folder, to be compared and thrown away. */
    public static StoreSettings scratch(Path directory, int capPerAgent) {
        return new StoreSettings(Dialect.SQLITE.prefix() + directory.resolve("scratch.db"), null, null, 1, capPerAgent,
                /* scratch= */ true);
    }
}
