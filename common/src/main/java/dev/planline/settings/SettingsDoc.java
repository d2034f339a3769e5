package dev.planline.settings;

import java.util.List;

/** Describes definitions as Markdown. */
public final class SettingsDoc {

    private SettingsDoc() {}

    /** A table of these keys, under a heading. */
    public static String section(String heading, String introduction, List<? extends Definition<?>> definitions) {
        var text = new StringBuilder(
                "## " + heading + "\n\n" + introduction + "\n\n| key | takes | default | meaning |\n|---|---|---|---|\n");
        definitions.forEach(definition -> text.append(row(definition)));
        return text.toString();
    }

    private static String row(Definition<?> definition) {
        Definition.Presence presence = definition.presence();
        String alias = presence.alias() == null ? "" : " Also read from `" + presence.alias() + "`.";
        return "| `" + definition.name() + "` | " + definition.takes() + " | " + fallback(presence) + " | " + definition.doc()
                + (presence.secret() ? " Secret: masked where values are shown." : "") + alias + " |\n";
    }

    private static String fallback(Definition.Presence presence) {
        if (presence.fallback() == null) {
            return presence.required() ? "(required)" : "(none)";
        }
        return presence.fallback().isEmpty() ? "(empty)" : "`" + presence.fallback() + "`";
    }
}
