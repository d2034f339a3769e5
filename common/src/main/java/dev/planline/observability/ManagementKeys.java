package dev.planline.observability;

import dev.planline.settings.Definition;
import dev.planline.settings.Rule;
import java.util.List;

/** The keys of the settings of the management port. */
public final class ManagementKeys {

    /** The address to listen on. */
    public static final Definition<String> HOST = Definition
            .text("management.host", "Address on which `/livez`, `/readyz` and `/metrics` are served.").orElse("0.0.0.0");

    /** The usual port. */
    public static final int USUAL_PORT = 8081;

    /** The port; 0 for none. */
    public static final Definition<Integer> PORT = Definition
            .integer("management.port", "Port of it; 0 for none. Unless set: " + USUAL_PORT + ", or a free one if that is taken.")
            .optional()
            .where(Rule.between(0, 65_535));

    private ManagementKeys() {}

    /** All of them. */
    public static List<Definition<?>> all() {
        return List.of(HOST, PORT);
    }
}
