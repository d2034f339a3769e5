package dev.planline.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.model.Agent;
import dev.planline.model.CostTier;
import dev.planline.model.RoutedPlan;
import dev.planline.sink.pool.TrajectoryPool;
import dev.planline.sink.store.Store;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("TestResourceContention")
class ContentionTest {

    @Test
    @DisplayName("29 test_limited_agent_capacity")
    void aHundredStepsAreSharedEvenlyByAgentsThatAreAlike() {
        Map<String, Agent> alike = Map.of("one", agent("one"), "other", agent("other"));
        var sequential = Pipeline.with(alike);
        List<RoutedPlan> routes = IntStream.range(0, 100).mapToObj(number -> sequential.route(Pipeline.oneStep(number, "implement")))
                .toList();
        assertThat(routes.stream().collect(Collectors.groupingBy(route -> route.assignments().getFirst().agent(), Collectors.counting())))
                .isEqualTo(Map.of("one", 50L, "other", 50L));
        var shared = Pipeline.with(alike);
        List<RoutedPlan> together = Together.call(10, 100, number -> shared.route(Pipeline.oneStep(number, "implement")));
        assertThat(together).hasSize(100).flatExtracting(RoutedPlan::assignments).hasSize(100);
        assertThat(together).flatExtracting(RoutedPlan::unassigned).isEmpty();
    }

    @Test
    @DisplayName("30 test_memory_pressure_handling")
    void aThousandWritesUnderASmallHeapLeaveExactlyTheCap(@TempDir Path directory) throws IOException, InterruptedException {
        Process child = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx32m",
                "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
                FillPool.class.getName(), directory.toString()).redirectErrorStream(true).start();
        String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(child.waitFor()).as(output).isZero();
        try (Store store = Store.open(directory, FillPool.CAP)) {
            assertThat(new TrajectoryPool(store).size()).isEqualTo(FillPool.CAP);
        }
    }

    private static Agent agent(String name) {
        return new Agent(name, "", List.of("implement"), List.of(), CostTier.CHEAP, 0.01, 0.8, 10);
    }
}
