package dev.planline.cli.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.cli.CommandLineRun;
import dev.planline.model.ReplayPriority;
import dev.planline.sink.api.Access;
import dev.planline.sink.api.Api;
import dev.planline.sink.api.ApiServer;
import dev.planline.sink.api.ApiSettings;
import dev.planline.sink.api.Limits;
import dev.planline.sink.replay.ReplayBuffer;
import dev.planline.sink.replay.ReplayTable;
import dev.planline.sink.replay.ReplayTables;
import dev.planline.sink.store.Store;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands show the token that they are given. */
class TokenTest {

    private static final String READS = "reads-and-no-more";
    private static final String WRITES = "reads-and-writes";

    @TempDir
    private Path directory;

    private final List<ReplayPriority> published = new ArrayList<>();
    private Store store;
    private ApiServer server;

    @BeforeEach
    void open() {
        store = Store.open(directory, 0);
        server = new ApiServer(new ApiSettings("127.0.0.1", 0, Access.byToken(List.of(READS), List.of(WRITES)), Limits.DEFAULT),
                new SimpleMeterRegistry());
        server.open(
                new Api(store, new ReplayBuffer(store, ReplayTables.of(ReplayTable.PRIORITIZED_DEFAULT)), published::addAll, () -> true,
                        () -> "",
                        new SplittableRandom(1), 1 << 20, /* redact= */ true));
    }

    @AfterEach
    void close() {
        server.close();
        store.close();
    }

    @Test
    void ofTheEnvironment() {
        assertThat(tables(Map.of("PLANLINE_TOKEN", READS))).isEqualTo(new CommandLineRun(0,
                "{\"items\":[{\"table\":{\"name\":\"prioritized\",\"filter\":{},\"sampler\":\"prioritized\",\"remover\":\"fifo\",\"maxSize\":1000000,"
                        + "\"maxTimesSampled\":0,\"item\":\"trajectory\",\"steps\":1,\"stratify\":\"none\",\"alpha\":0.6,\"beta\":0.4,"
                        + "\"halfLifeSeconds\":86400.0},\"size\":0,\"inserts\":0,\"samples\":0,\"missingInserts\":0}]}\n",
                ""));
    }

    @Test
    void ofAFileWhichWins() throws IOException {
        Path file = Files.writeString(directory.resolve("token"), WRITES + "\n");
        CommandLineRun run = CommandLineRun.in(Map.of("PLANLINE_TOKEN", READS), "replay", "prioritize", "prioritized", "j-1=2.5", "--api",
                address(), "--token-file", file.toString());
        assertThat(run).isEqualTo(new CommandLineRun(0, "", "published 1 priority\n"));
        assertThat(published).containsExactly(new ReplayPriority("j-1", "prioritized", 2.5));
    }

    @Test
    void whatItMayNotDoIsSaidWithTheWayOut() {
        CommandLineRun run = CommandLineRun.in(Map.of("PLANLINE_TOKEN", READS), "replay", "prioritize", "prioritized", "j-1=2.5", "--api",
                address());
        assertThat(run).isEqualTo(new CommandLineRun(1, "", "planline: the token may only read; send a token of sink.api.write.tokens;"
                + " give it in PLANLINE_TOKEN or by --token-file FILE\n"));
        assertThat(tables(Map.of()).err()).startsWith("planline: this address needs a token;").endsWith("by --token-file FILE\n");
    }

    @Test
    void whatIsNoTokenIsNotSentAndNotShown() {
        assertThat(tables(Map.of("PLANLINE_TOKEN", "short \u00e9"))).isEqualTo(new CommandLineRun(2, "",
                "planline: PLANLINE_TOKEN holds no token: one has 16 characters or more, which are letters, digits and -._~+/\n"));
    }

    private CommandLineRun tables(Map<String, String> environment) {
        return CommandLineRun.in(environment, "replay", "tables", "-o", "json", "--api", address());
    }

    private String address() {
        return "http://127.0.0.1:" + server.port();
    }
}
