package dev.planline.sink.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.model.ReplayPriority;
import dev.planline.sink.api.Access.Role;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {

    private static final String READS = "reads-and-no-more";
    private static final String WRITES = "reads-and-writes";
    private static final String PRIORITY = "{\"priorities\":[{\"trajectoryId\":\"j-1\",\"priority\":2}]}";
    private static final Access ACCESS = Access.byToken(List.of("an-older-token-00", READS), List.of(WRITES));

    @TempDir
    Path directory;

    private TestApi api;

    @BeforeEach
    void open() {
        api = new TestApi(directory, ACCESS);
    }

    @AfterEach
    void close() {
        api.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            an unknown token    | Bearer somebody-elses-token | 401 | UNAUTHENTICATED | Bearer realm="planline", error="invalid_token"
            a part of a token   | Bearer reads-and            | 401 | UNAUTHENTICATED | Bearer realm="planline", error="invalid_token"
            no token            | Bearer                      | 401 | UNAUTHENTICATED | Bearer realm="planline", error="invalid_request"
            another scheme      | Basic reads-and-no-more     | 401 | UNAUTHENTICATED | Bearer realm="planline", error="invalid_request"
            a token that reads  | Bearer reads-and-no-more    | 403 | FORBIDDEN       | Bearer realm="planline", error="insufficient_scope", scope="write"
            """)
    void aChangeNeedsATokenThatWrites(String what, String authorization, int status, String code, String challenge) {
        HttpResponse<String> response = api.post("/v1/replay/uniform/priorities", PRIORITY, "Authorization", authorization);
        assertThat(response.statusCode()).as(what).isEqualTo(status);
        assertThat(response.headers().allValues("WWW-Authenticate")).containsExactly(challenge);
        assertThat(response.body()).startsWith("{\"error\":{").contains("\"code\":\"" + code + "\"");
        assertThat(api.published).isEmpty();
        api.post("/v1/replay/uniform/priorities", PRIORITY, "Authorization", "Bearer " + WRITES);
        assertThat(api.published).containsExactly(new ReplayPriority("j-1", "uniform", 2));
    }

    @Test
    void everyRouteButTheProbesNeedsAToken() {
        for (Route route : api.api.routes()) {
            String path = route.path().replaceAll("\\{.*}", "x");
            HttpResponse<String> response = route.method().equals("GET") ? api.get(path) : api.post(path, "{}");
            boolean probe = List.of("/livez", "/readyz", "/metrics").contains(path);
            assertThat(response.statusCode()).as(path).isEqualTo(probe ? 200 : 401);
            if (!probe) {
                assertThat(response.headers().allValues("WWW-Authenticate")).containsExactly("Bearer realm=\"planline\"");
            }
        }
    }

    @Test
    void whoMayNotReadDoesNotLearnWhatIsThere() {
        assertThat(api.get("/v1/nothing").statusCode()).isEqualTo(401);
        assertThat(api.get("/v1/nothing", "Authorization", "Bearer " + READS).statusCode()).isEqualTo(404);
        assertThat(api.post("/v1/tasks", "{}").statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {READS, WRITES, "an-older-token-00"})
    void everyTokenReads(String token) {
        assertThat(api.get("/v1/trajectories", "Authorization", "bearer " + token).body()).isEqualTo("{\"items\":[]}");
    }

    @Test
    void openLetsEverybodyDoEverything() {
        Access.OPEN.check(Role.WRITE, null);
    }

    @Test
    void noTokenIsShown() {
        assertThat(ACCESS).hasToString("2 tokens that read, 1 that write");
    }
}
