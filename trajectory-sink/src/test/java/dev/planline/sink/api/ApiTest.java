package dev.planline.sink.api;

import static dev.planline.sink.Trajectories.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.exchange.Atif;
import dev.planline.model.ReplayPriority;
import dev.planline.model.Task;
import dev.planline.model.Trajectory;
import dev.planline.sink.Trajectories;
import dev.planline.sink.pool.TrajectoryPool;
import dev.planline.sink.store.LogEntry;
import dev.planline.wire.Decoded;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiTest {

    @TempDir
    Path directory;

    private TestApi api;

    @BeforeEach
    void open() {
        api = new TestApi(directory, Access.OPEN);
        api.store.fold(IntStream.range(0, 25).mapToObj(i -> entry(i, "j-" + i, i / 100.0)).toList());
        api.store.fold(List.of(LogEntry.of("tasks", 0, 0, Trajectories.START, new Task("t/1", "goal"))));
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void listsInPages() {
        String first = get("/v1/trajectories?limit=20").body();
        assertThat(first).contains("\"j-24\"").doesNotContain("\"j-4\"");
        String cursor = first.substring(first.indexOf("\"next\":\"") + 8, first.lastIndexOf('"'));
        assertThat(get("/v1/trajectories?limit=20&cursor=" + cursor).body()).contains("\"j-4\"").doesNotContain("\"next\"");
    }

    @Test
    void listsInLinesOfJsonToo() {
        HttpResponse<String> first = api.get("/v1/trajectories?limit=20&agent=dev&text=", "Accept", "application/x-ndjson;q=0.9, */*");
        assertThat(first.headers().firstValue("Content-Type")).hasValue("application/x-ndjson");
        assertThat(first.body().lines()).hasSize(20).allMatch(line -> line.startsWith("{\"trajectoryId\":\"j-"));
        String link = first.headers().firstValue("Link").orElseThrow();
        assertThat(link).matches("<\\?limit=20&agent=dev&text=&cursor=[\\w-]+>; rel=\"next\"");
        HttpResponse<String> second = api.get("/v1/trajectories" + link.substring(1, link.indexOf('>')), "Accept", "application/x-ndjson");
        assertThat(Stream.concat(first.body().lines(), second.body().lines()).map(line -> line.split("\"", 5)[3]))
                .containsExactlyElementsOf(IntStream.range(0, 25).mapToObj(i -> "j-" + (24 - i)).toList());
        assertThat(second.headers().firstValue("Link")).isEmpty();
        assertThat(api.get("/v1/replay/tables", "Accept", "application/x-ndjson").body().lines()).hasSize(2)
                .allMatch(line -> line.startsWith("{\"table\":{\"name\":"));
    }

    @Test
    void showsOneOfEach() {
        assertThat(get("/v1/trajectories/j-3").body()).startsWith("{\"trajectoryId\":\"j-3\"");
        assertThat(get("/v1/trajectories/j-3/lineage").body()).isEqualTo("{\"trajectoryId\":\"j-3\",\"ancestors\":[],\"descendants\":[]}");
        assertThat(get("/v1/tasks/t%2F1").body()).startsWith("{\"taskId\":\"t/1\",\"status\":\"open\"");
        assertThat(get("/v1/tasks").body()).isEqualTo(
                "{\"items\":[{\"taskId\":\"t/1\",\"submittedAt\":\"2026-11-23T10:00:00Z\",\"goal\":\"goal\",\"status\":\"open\"}]}");
        assertThat(get("/v1/trajectories/stats").body()).contains("\"total\":25");
        assertThat(get("/v1/trajectories/export").body().lines()).hasSize(25);
        assertThat(get("/metrics").body()).isEqualTo("meters 1\n");
    }

    @Test
    void drawsParents() {
        String drawn = get("/v1/trajectories/parents?rule=best&n=2&distinct=true&seed=5&minScore=0.1").body();
        assertThat(drawn)
                .startsWith("{\"rule\":\"best\",\"distinct\":true,\"seed\":5,\"offsets\":{\"0\":25},\"candidates\":15,"
                        + "\"items\":[{\"trajectoryId\":\"j-24\",\"chance\":1.0,\"children\":0,\"trajectory\":{\"trajectoryId\":\"j-24\"")
                .contains("\"trajectoryId\":\"j-23\",\"chance\":0.0");
        String seedless = get("/v1/trajectories/parents?rule=powerLaw&alpha=2").body();
        assertThat(seedless).startsWith("{\"rule\":\"powerLaw\",\"alpha\":2.0,\"distinct\":false,\"seed\":");
        String seed = seedless.replaceFirst(".*?\"seed\":(\\d+).*", "$1");
        assertThat(get("/v1/trajectories/parents?rule=powerLaw&alpha=2&seed=" + seed).body()).isEqualTo(seedless);
    }

    @Test
    void showsWhatIsFarFromEachOther() {
        assertThat(get("/v1/trajectories/diverse?limit=2").body())
                .startsWith(
                        "{\"measure\":{\"tools\":0.4,\"pattern\":0.3,\"text\":0.3},\"considered\":25,\"candidates\":25,\"offsets\":{\"0\":25},"
                                + "\"items\":[{\"trajectoryId\":\"j-24\",\"trajectory\":{")
                .contains("{\"trajectoryId\":\"j-23\",\"distance\":0.4,\"trajectory\":{\"trajectoryId\":\"j-23\"");
        assertThat(get("/v1/trajectories/pairs?limit=1").body())
                .contains(
                        "\"items\":[{\"trajectoryIds\":[\"j-24\",\"j-23\"],\"distance\":0.4,\"trajectories\":[{\"trajectoryId\":\"j-24\"");
    }

    @Test
    void samplesAndPrioritizes() {
        HttpResponse<String> one = post("/v1/replay/prioritized/sample", "{\"n\":3,\"seed\":9}");
        assertThat(one.body())
                .startsWith("{\"table\":\"prioritized\",\"seed\":9,\"offsets\":{\"trajectories/0\":25},\"items\":[{\"trajectoryId\":\"j-");
        assertThat(post("/v1/replay/prioritized/priorities", "{\"priorities\":[{\"trajectoryId\":\"j-1\",\"priority\":2.5}]}").statusCode())
                .isEqualTo(202);
        assertThat(api.published).containsExactly(new ReplayPriority("j-1", "prioritized", 2.5));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /v1/trajectories?limt=3                | 400 | {"error":{"code":"INVALID_REQUEST","field":"limt","hint":"it takes
            /v1/trajectories?limit=0               | 400 | is 0; must lie in 1..1000
            /v1/trajectories?limit=x               | 400 | must be a whole number
            /v1/trajectories?operator=crossover    | 400 | use one of baseline, revision, recombination, refinement
            /v1/trajectories?cursor=%21            | 400 | is not a cursor that a page named
            /v1/trajectories/parents?rule=bset     | 400 | did you mean \\"best\\"?
            /v1/trajectories/parents?alpha=2       | 400 | is for the rule powerLaw only; the rule is dgm
            /v1/trajectories/parents?distinct=1    | 400 | must be true or false
            /v1/trajectories/parents?n=0           | 400 | is 0; must lie in 1..1000
            /v1/trajectories/none                  | 404 | there is no trajectory \\"none\\"
            /v1/tasks/none                         | 404 | nothing is known of the task \\"none\\"
            /v1/tasks/a+b%20c                      | 404 | nothing is known of the task \\"a+b c\\"
            /v1/nothing                            | 404 | there is nothing at /v1/nothing
            /v1/replay/uniform/sample              | 405 | use POST
            """)
    void refusesInOneShape(String path, int status, String part) {
        HttpResponse<String> response = get(path);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).startsWith("{\"error\":{").contains(part.startsWith("{") ? "\"field\":\"limt\"" : part);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /v1/replay/prioritized/sample     | {"m":3}                                             | unknown field; did you mean \\"n\\"?
            /v1/replay/prioritized/sample     | {"n":0}                                             | is 0; must lie in 1..10000
            /v1/replay/prioritised/sample     | {}                                                  | did you mean \\"prioritized\\"?
            /v1/replay/uniform/priorities     | {"priorities":[{"trajectoryId":"a","priority":-1}]} | is -1.0; must be zero or more
            """)
    void refusesBodies(String path, String body, String part) {
        HttpResponse<String> response = post(path, body);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains(part);
        assertThat(api.published).isEmpty();
    }

    @Test
    void exportsDocumentsOfAtif() {
        HttpResponse<String> all = get("/v1/trajectories/export?format=atif");
        List<Decoded<Trajectory>> read = all.body().lines().map(line -> Atif.read(line.getBytes(StandardCharsets.UTF_8))).toList();
        assertThat(read).hasSize(25).first().isEqualTo(new Decoded.Value<>(new TrajectoryPool(api.store).get("j-24").orElseThrow()));
        assertThat(get("/v1/trajectories/export?format=parquet").body()).contains("use one of jsonl, atif");
    }

    @Test
    void refusesWhatIsTooLarge() {
        assertThat(post("/v1/replay/uniform/sample", " ".repeat(Limits.BODY + 1)).statusCode()).isEqualTo(413);
    }

    @Test
    void isReadyWhenAllAre() {
        assertThat(get("/readyz").statusCode()).isEqualTo(200);
        api.ready.set(false);
        assertThat(get("/readyz").statusCode()).isEqualTo(503);
    }

    private HttpResponse<String> get(String path) {
        return api.get(path);
    }

    private HttpResponse<String> post(String path, String body) {
        return api.post(path, body);
    }
}
