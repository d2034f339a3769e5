package dev.planline.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.planner.PlannerMain;
import dev.planline.process.ServiceSpec;
import dev.planline.router.RouterMain;
import dev.planline.runtime.WorkerKeys;
import dev.planline.settings.Settings;
import dev.planline.settings.SettingsReader;
import dev.planline.sink.SinkKeys;
import dev.planline.sink.SinkMain;
import dev.planline.validator.ValidatorMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Compose.yaml against what the code knows. */
class ComposeFileTest {

    private static final Map<String, ServiceSpec> ROLES = Stream.of(PlannerMain.SPEC, RouterMain.SPEC, ValidatorMain.SPEC, SinkMain.SPEC)
            .collect(Collectors.toMap(ServiceSpec::name, Function.identity()));

    private final ComposeFile compose = ComposeFile.read(ComposeFile.FILE);

    ComposeFileTest() throws IOException {}

    @Test
    void hasWhatAClusterNeeds() {
        assertThat(compose.services().keySet()).containsExactly("kafka", "setup-topics", "setup-agents", "setup-rules", "planner", "router",
                "validator", "sink", "postgres", "prometheus", "grafana");
        assertThat(compose.services().keySet()).containsAll(ROLES.keySet());
    }

    @Test
    void runsTheImageOfThisVersion() throws IOException {
        String version = Files.readString(Path.of("pom.xml")).split("<version>", 2)[1].split("</version>", 2)[0];
        assertThat(compose.ours()).hasSize(7).allSatisfy((name, service) -> assertThat(service.image()).isEqualTo("planline:" + version));
    }

    @Test
    void everySettingIsOneThatTheRoleTakes() {
        ROLES.forEach((role, _) -> assertThat(settings(role).notices()).as(role).isEmpty());
    }

    @Test
    void aWorkerMayDrainBeforeItIsKilled() {
        ROLES.forEach((role, _) -> {
            Duration drain = WorkerKeys.read(settings(role), role).drainDeadline();
            String grace = compose.services().get(role).gracePeriod();
            assertThat(Duration.parse("PT" + grace)).as(role).isGreaterThan(drain);
        });
    }

    @Test
    void theApiIsPublishedWhereTheSinkListens() {
        int port = settings("sink").get(SinkKeys.PORT);
        assertThat(compose.services().get("sink").ports()).containsExactly("127.0.0.1:" + port + ":" + port);
        assertThat(settings("sink").get(SinkKeys.HOST)).isEqualTo("0.0.0.0");
    }

    @Test
    void nothingIsPublishedBeyondThisMachine() {
        assertThat(compose.services().values())
                .allSatisfy(service -> assertThat(service.ports()).allMatch(port -> port.startsWith("127.0.0.1:")));
    }

    @Test
    void ourContainersMayDoNothingThatTheyNeedNot() {
        assertThat(compose.ours()).allSatisfy((name, service) -> {
            assertThat(service.readOnly()).as(name).isTrue();
            assertThat(service.tmpfs()).as(name).containsExactly("/tmp");
            assertThat(service.dropped()).as(name).containsExactly("ALL");
            assertThat(service.security()).as(name).containsExactly("no-new-privileges:true");
        });
    }

    @Test
    void everyFileThatIsMountedIsThere() {
        assertThat(
                compose.services().values().stream().flatMap(service -> service.volumes().stream()).filter(volume -> volume.startsWith("."))
                        .map(volume -> Path.of(volume.split(":", 2)[0])))
                .hasSize(4).allMatch(Files::exists);
    }

    /** As the process reads them; a key or a value that is not known throws. */
    private Settings settings(String role) {
        return SettingsReader.of(ROLES.get(role).allKeys()).read(Optional.empty(), compose.services().get(role).environment(), Map.of());
    }
}
