package dev.planline.sink.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Timer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiMetersTest {

    private static final String READS = "reads-and-no-more";

    @TempDir
    Path directory;

    @Test
    void requestsAreCountedByRouteAndStatusAndNeverByWhatAClientMakesUp() {
        try (var api = new TestApi(directory, Access.byToken(List.of(READS), List.of()))) {
            api.get("/v1/tasks", "Authorization", "Bearer " + READS);
            api.get("/v1/tasks", "Authorization", "Bearer " + READS);
            api.get("/v1/tasks/one", "Authorization", "Bearer " + READS);
            api.get("/v1/tasks/another", "Authorization", "Bearer " + READS);
            api.get("/v1/tasks");
            api.get("/v1/nonsense/1", "Authorization", "Bearer " + READS);
            api.get("/v1/nonsense/2", "Authorization", "Bearer " + READS);
            api.get("/livez");
            Map<String, Long> expected = Map.of("/v1/tasks 200", 2L, "/v1/tasks/{id} 404", 2L, "/v1/tasks 401", 1L, "none 404", 2L,
                    "/livez 200", 1L);
            // a client has its reply before the time is noted
            Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(counts(api)).isEqualTo(expected));
        }
    }

    private static Map<String, Long> counts(TestApi api) {
        var counts = new TreeMap<String, Long>();
        for (Timer timer : api.registry.find("planline.api.request.duration").timers()) {
            counts.put(timer.getId().getTag("route") + " " + timer.getId().getTag("status"), timer.count());
        }
        return counts;
    }
}
