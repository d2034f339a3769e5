package dev.planline.sink;

import dev.planline.sink.store.Store;
import dev.planline.sink.store.StoreSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** The databases that a store can be in; each test of what a store promises runs on both. */
public enum TestDatabase {
    SQLITE {
        @Override
        public StoreSettings settings(Path directory, int capPerAgent) {
            return StoreSettings.sqlite(directory, capPerAgent);
        }
    },
    POSTGRES {
        @Override
        public StoreSettings settings(Path directory, int capPerAgent) {
            String name = "d" + Integer.toUnsignedString(directory.toString().hashCode());
            EmbeddedPostgres server = server();
            try (Connection connection = server.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                if (!statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + name + "'").next()) {
                    statement.execute("CREATE DATABASE " + name);
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            return StoreSettings.postgres(server.getJdbcUrl("postgres", name), "postgres", null, capPerAgent);
        }
    };

    private static @Nullable EmbeddedPostgres server;

    /** Where the store is that stands for this folder. */
    public abstract StoreSettings settings(Path directory, int capPerAgent);

    /** Opens the store that stands for this folder; makes it if it is new. */
    public Store open(Path directory, int capPerAgent) {
        return Store.open(settings(directory, capPerAgent));
    }

    /** One server for all tests of this process; it stops with it. */
    private static synchronized EmbeddedPostgres server() {
        if (server == null) {
            try {
                server = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            EmbeddedPostgres started = server;
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
                try {
                    started.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }));
        }
        return server;
    }
}
