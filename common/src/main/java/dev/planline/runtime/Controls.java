package dev.planline.runtime;

import dev.planline.model.StageControl;
import dev.planline.observability.LogKey;
import dev.planline.runtime.WorkerSettings.FlowSettings;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a running worker follow what people say about its stage. Belongs to the thread that polls. */
final class Controls {

    private static final Logger LOGGER = LoggerFactory.getLogger(Controls.class);

    private final Supplier<StageControl> wanted;
    private final FlowSettings settings;
    private final Gate gate;
    private final Lanes lanes;
    private StageControl followed;

    /**
     * @param wanted what people say now
     * @param settings what holds where they say nothing
     */
    Controls(Supplier<StageControl> wanted, FlowSettings settings, Gate gate, Lanes lanes) {
        this.wanted = wanted;
        this.settings = settings;
        this.gate = gate;
        this.lanes = lanes;
        this.followed = wanted.get();
        apply();
    }

    /** Follows what has changed since it looked last. */
    void follow() {
        StageControl now = wanted.get();
        if (!now.equals(followed)) {
            followed = now;
            apply();
            LOGGER.atInfo().addKeyValue(LogKey.STAGE.key(), now.stage()).log("follows {}", now);
        }
    }

    private void apply() {
        Double rate = followed.ratePerSecond();
        Integer concurrency = followed.concurrency();
        lanes.limit(concurrency == null ? settings.concurrency() : concurrency);
        gate.set(followed.paused(), rate == null ? settings.perSecond() : rate);
    }
}
