package dev.planline.tracing;

import dev.planline.settings.Definition;
import dev.planline.settings.Rule;
import dev.planline.settings.Settings;
import java.net.URI;
import java.util.List;

/** The keys of the settings of tracing. */
public final class TracingKeys {

    /** The collector. */
    public static final Definition<String> ENDPOINT = Definition.text("tracing.otlp.endpoint",
            "Collector of traces that speaks OTLP over HTTP, as `http://host:4318`; `/v1/traces` is added unless it ends so. Unless set, nothing is traced.")
            .optional()
            .where(new Rule<>("an http or https URL", TracingKeys::isUrl));

    private static final Definition<Double> SAMPLE_RATIO = Definition.decimal("tracing.sample.ratio",
            "Share of the traces begun here that are recorded. A trace that comes in with a message is recorded if its header says so.")
            .orElse("1")
            .where(Rule.between(0.0, 1.0));

    private TracingKeys() {}

    /** All of them. */
    public static List<Definition<?>> all() {
        return List.of(ENDPOINT, SAMPLE_RATIO);
    }

    /** What the settings say of tracing. */
    public static TracingSettings read(Settings settings) {
        return new TracingSettings(settings.find(ENDPOINT).orElse(null), settings.get(SAMPLE_RATIO));
    }

    private static boolean isUrl(String text) {
        try {
            URI uri = URI.create(text);
            return uri.getHost() != null && uri.getUserInfo() == null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    && uri.getRawQuery() == null && uri.getRawFragment() == null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
