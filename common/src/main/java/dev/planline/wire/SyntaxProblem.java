package dev.planline.wire;

import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;

/** What is wrong with JSON or YAML that cannot be read, in one line. */
public final class SyntaxProblem {

    /** Where an object began, of which Jackson says only that it does not say it, and names of its settings. */
    private static final Pattern OF_ITSELF = Pattern.compile(" \\(start marker at \\[Source: [^]]*]\\)|, from `[^`]*`");

    private SyntaxProblem() {}

    /** As Jackson says it, without what it says of itself. */
    public static String of(JacksonException failure) {
        String said = failure.getOriginalMessage().lines().findFirst().orElse("");
        return said.startsWith("Trailing token") ? "something stands after the value" : OF_ITSELF.matcher(said).replaceAll("");
    }
}
