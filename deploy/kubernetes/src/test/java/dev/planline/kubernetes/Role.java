package dev.planline.kubernetes;

import dev.planline.planner.PlannerKeys;
import dev.planline.planner.PlannerMain;
import dev.planline.process.ServiceSpec;
import dev.planline.router.RouterKeys;
import dev.planline.router.RouterMain;
import dev.planline.runtime.WorkerKeys;
import dev.planline.runtime.WorkerSettings;
import dev.planline.settings.Settings;
import dev.planline.sink.SinkKeys;
import dev.planline.sink.SinkMain;
import dev.planline.validator.ValidatorKeys;
import dev.planline.validator.ValidatorMain;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** The roles of pods that run until they are told to stop, with the code that each runs. */
enum Role {
    PLANNER,
    ROUTER,
    VALIDATOR,
    SINK;

    static Optional<Role> named(String name) {
        return Arrays.stream(values()).filter(role -> role.spec().name().equals(name)).findFirst();
    }

    ServiceSpec spec() {
        return switch (this) {
            case PLANNER -> PlannerMain.SPEC;
            case ROUTER -> RouterMain.SPEC;
            case VALIDATOR -> ValidatorMain.SPEC;
            case SINK -> SinkMain.SPEC;
        };
    }

    /** Reads the settings as its process does at the start; throws what that would say. */
    void read(Settings settings, WorkerSettings worker, Map<String, String> environment) {
        var _ = switch (this) {
            case PLANNER -> PlannerKeys.read(settings, worker.recordDeadline(), environment::get);
            case ROUTER -> RouterKeys.read(settings);
            case VALIDATOR -> ValidatorKeys.read(settings);
            case SINK -> SinkKeys.read(settings);
        };
    }

    /** The settings that every worker has, as its process reads them. */
    static WorkerSettings worker(Settings settings) {
        return WorkerKeys.read(settings, "of-no-pod");
    }
}
