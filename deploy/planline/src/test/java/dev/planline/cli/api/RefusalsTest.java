package dev.planline.cli.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.planline.cli.CommandLineRun;
import dev.planline.sink.api.Api;
import dev.planline.sink.api.ApiServer;
import dev.planline.sink.api.ApiSettings;
import dev.planline.sink.replay.ReplayBuffer;
import dev.planline.sink.replay.ReplayTables;
import dev.planline.sink.store.Store;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a command says, and exits with, if the API does not do what was asked. */
class RefusalsTest {

    @TempDir
    private Path directory;

    private Store store;
    private ApiServer server;

    @BeforeEach
    void open() {
        store = Store.open(directory, 0);
        server = new ApiServer(ApiSettings.open(0), new SimpleMeterRegistry());
        server.open(new Api(store, new ReplayBuffer(store, ReplayTables.DEFAULT), published -> {
        }, () -> true, () -> "", new SplittableRandom(1), 1 << 20, /* redact= */ true));
    }

    @AfterEach
    void close() {
        server.close();
        store.close();
    }

    @Test
    void aRequestThatIsWrongIsBadInput() {
        assertThat(run(server.port(), "trajectories", "list", "--limit", "0"))
                .isEqualTo(new CommandLineRun(2, "", "planline: limit: is 0; must lie in 1..1000\n"));
        assertThat(run(server.port(), "replay", "sample", "prioritised"))
                .isEqualTo(new CommandLineRun(2, "",
                        "planline: table: there is no table \"prioritised\"; there are uniform, prioritized; did you mean \"prioritized\"?\n"));
    }

    @Test
    void whatIsNotThereIsAFailure() {
        assertThat(run(server.port(), "trajectories", "show", "no ne/1")).isEqualTo(new CommandLineRun(1, "",
                "planline: there is no trajectory \"no ne/1\"; it may not have been read yet\n"));
    }

    @Test
    void whoDoesNotAnswerIsNamedWithTheWayOut() {
        int port = server.port();
        server.close();
        assertThat(run(port, "trajectories", "stats")).isEqualTo(new CommandLineRun(1, "", "planline: the API at http://127.0.0.1:" + port
                + " does not answer (java.net.ConnectException); name it with --api URL\n"));
    }

    @Test
    void whatIsNoSinkIsSaidToBeNone() throws IOException {
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        other.createContext("/", exchange -> {
            exchange.sendResponseHeaders(404, 4);
            exchange.getResponseBody().write(new byte[] {'<', 'p', '>', '\n'});
            exchange.close();
        });
        other.start();
        int port = other.getAddress().getPort();
        try {
            assertThat(run(port, "trajectories", "stats")).isEqualTo(new CommandLineRun(1, "",
                    "planline: http://127.0.0.1:" + port + " answers 404, and is not the API of a sink\n"));
        } finally {
            other.stop(0);
        }
    }

    private static CommandLineRun run(int port, String... command) {
        var all = new ArrayList<>(List.of(command));
        all.addAll(List.of("--api", "http://127.0.0.1:" + port));
        return CommandLineRun.in(Map.of(), all.toArray(String[]::new));
    }
}
