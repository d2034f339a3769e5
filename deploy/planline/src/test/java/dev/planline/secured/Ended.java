package dev.planline.secured;

import dev.planline.planner.PlannerMain;
import dev.planline.process.ServiceProcess;
import dev.planline.process.ServiceSpec;
import dev.planline.router.RouterMain;
import dev.planline.sink.SinkMain;
import dev.planline.validator.ValidatorMain;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** How a process ended. */
record Ended(int exit, String said) {

    private static final Map<String, ServiceSpec> SPECS = Map.of("planner", PlannerMain.SPEC, "router", RouterMain.SPEC, "validator",
            ValidatorMain.SPEC, "sink", SinkMain.SPEC);

    /**
     * Runs a worker as its process does, to its end.
     *
     * @param settings that matter; what else a process needs, it gets
     */
    static Ended of(String role, Map<String, String> settings, Path folder) {
        var all = new HashMap<>(Map.of("instance.id", "one", "management.port", "0"));
        if (role.equals("sink")) {
            all.putAll(Map.of("sink.directory", folder.resolve("sink-" + System.nanoTime()).toString(), "sink.port", "0",
                    "sink.api.write.tokens", "token-of-nobody-at-all"));
        }
        all.putAll(settings);
        var err = new ByteArrayOutputStream();
        var exit = new CompletableFuture<Integer>();
        Thread.ofPlatform().daemon()
                .start(() -> exit.complete(ServiceProcess.run(Objects.requireNonNull(SPECS.get(role)), Optional.empty(), Map.of(),
                        all, new PrintStream(err, /* autoFlush= */ true, StandardCharsets.UTF_8))));
        return new Ended(exit.orTimeout(30, TimeUnit.SECONDS).join(), err.toString(StandardCharsets.UTF_8));
    }
}
