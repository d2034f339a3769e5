package dev.planline.cli;

import ch.qos.logback.core.PropertyDefinerBase;
import java.util.Locale;
import java.util.Set;

/** Names the format of the log by what people set; made by the log's configuration. With one that does not exist nothing would be logged. */
public final class LogFormat extends PropertyDefinerBase {

    private static final String TEXT = "text";
    private static final Set<String> FORMATS = Set.of(TEXT, "json");

    private String format = TEXT;

    /** Takes what is set, for example {@code json}. */
    public void setValue(String set) {
        format = set;
    }

    @Override
    public String getPropertyValue() {
        String meant = format.toLowerCase(Locale.ROOT);
        if (FORMATS.contains(meant)) {
            return meant;
        }
        addWarn("PLANLINE_LOG_FORMAT is \"" + format + "\"; there are text and json");
        return TEXT;
    }
}
