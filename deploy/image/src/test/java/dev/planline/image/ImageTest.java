package dev.planline.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.Volume;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.containers.wait.strategy.WaitStrategy;

/** The image as it is built for users, and the services of compose.yaml that need nothing but it and Kafka. */
@EnabledIf("dockerAnswers")
class ImageTest {

    private static final long MOST_BYTES = 250_000_000;
    private static final Volume DATA = new Volume("/var/lib/planline");
    private static final int MANAGEMENT_PORT = 8081;
    private static final Pattern OUTCOME = Pattern.compile("^(t-\\d+) .* (validated|abandoned|dead-lettered|open) .*$");
    private static final Map<String, GenericContainer<?>> RUNNING = new LinkedHashMap<>();

    private static ComposeFile compose;
    private static String image;
    private static Network network;

    static boolean dockerAnswers() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    @BeforeAll
    static void buildTheImage() throws IOException, InterruptedException {
        compose = ComposeFile.read(ComposeFile.FILE);
        image = compose.services().get("planner").image();
        var builder = new ProcessBuilder(Path.of("build").toAbsolutePath().toString()).redirectErrorStream(true);
        builder.environment().put("PLANLINE_PACKAGED", "true");
        Process build = builder.start();
        String log = new String(build.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(build.waitFor()).as(log).isZero();
        System.out.println(log.lines().toList().getLast());
        network = Network.newNetwork();
    }

    @AfterAll
    static void stop() {
        RUNNING.values().forEach(GenericContainer::stop);
        if (network != null) {
            network.close();
        }
    }

    @Test
    void isSmallAndRunsAsNobody() {
        InspectImageResponse found = DockerClientFactory.instance().client().inspectImageCmd(image).exec();
        assertThat(found.getSize()).isLessThanOrEqualTo(MOST_BYTES);
        assertThat(found.getConfig().getUser()).isEqualTo("65532:65532");
        assertThat(found.getConfig().getLabels()).containsEntry("org.opencontainers.image.title", "Planline")
                .containsEntry("org.opencontainers.image.version", image.substring(image.indexOf(':') + 1))
                .containsKeys("org.opencontainers.image.revision", "dev.planline.sbom");
    }

    /** All of compose.yaml but PostgreSQL, Prometheus and Grafana; the sink keeps SQLite instead. */
    @Test
    void theExampleTasksEndAsTheyDoInOneProcess() {
        start("kafka", Wait.forLogMessage(".*Kafka Server started.*", 1));
        for (String setup : List.of("setup-topics", "setup-agents", "setup-rules")) {
            once(compose.services().get(setup).command());
        }
        for (String worker : List.of("planner", "router", "validator", "sink")) {
            start(worker, Wait.forHttp("/readyz").forPort(MANAGEMENT_PORT));
        }
        String tasks = "/opt/planline/examples/tasks.jsonl";
        Map<String, String> through = outcomes(once(List.of("submit", tasks, "--wait")));
        Map<String, String> inOneProcess = outcomes(once(List.of("demo", tasks)));
        assertThat(through).hasSize(37).isEqualTo(inOneProcess);
        assertThat(through.values().stream().collect(Collectors.groupingBy(outcome -> outcome, Collectors.counting())))
                .isEqualTo(Map.of("validated", 36L, "abandoned", 1L));
        for (String worker : List.of("planner", "router", "validator", "sink")) {
            assertThat(exitCodeAfterSigterm(RUNNING.get(worker))).as(worker).isZero();
        }
    }

    private static void start(String service, WaitStrategy ready) {
        GenericContainer<?> container = container(service, compose.services().get(service)).waitingFor(ready)
                .withStartupTimeout(Duration.ofMinutes(2));
        if (!service.equals("kafka")) {
            container.withExposedPorts(MANAGEMENT_PORT);
        }
        RUNNING.put(service, container);
        container.start();
    }

    /** Runs a command of the image to its end; the result is what it printed. */
    private static String once(List<String> command) {
        try (GenericContainer<?> container = container("once", compose.services().get("setup-topics"))
                .withCommand(command.toArray(String[]::new))
                .withStartupCheckStrategy(new OneShotStartupCheckStrategy().withTimeout(Duration.ofMinutes(2)))) {
            container.start();
            return container.getLogs();
        }
    }

    private static GenericContainer<?> container(String name, ComposeFile.Service service) {
        Map<String, String> environment = new LinkedHashMap<>(service.environment());
        environment.keySet().removeIf(key -> key.startsWith("PLANLINE_SINK_DATABASE"));
        GenericContainer<?> container = new GenericContainer<>(service.image()).withNetwork(network).withNetworkAliases(name);
        if (service.image().equals(image)) {
            environment.put("JDK_JAVA_OPTIONS", "-XX:AOTMode=on"); // does not start if the cache does not fit
            container.withTmpFs(service.tmpfs().stream().collect(Collectors.toMap(path -> path, _ -> "")));
        }
        if (!service.command().isEmpty()) {
            container.withCommand(service.command().toArray(String[]::new));
        }
        return container.withEnv(environment).withCreateContainerCmdModifier(command -> command.withVolumes(DATA).getHostConfig()
                .withReadonlyRootfs(service.readOnly())
                .withCapDrop(service.dropped().stream().map(Capability::valueOf).toArray(Capability[]::new))
                .withSecurityOpts(service.security()));
    }

    /** Outcomes by task, from a table. */
    private static Map<String, String> outcomes(String table) {
        return table.lines().map(OUTCOME::matcher).filter(line -> line.matches())
                .collect(Collectors.toMap(line -> line.group(1), line -> line.group(2)));
    }

    private static long exitCodeAfterSigterm(GenericContainer<?> container) {
        var client = container.getDockerClient();
        client.stopContainerCmd(container.getContainerId()).withTimeout(30).exec();
        return client.inspectContainerCmd(container.getContainerId()).exec().getState().getExitCodeLong();
    }
}
