package dev.planline.wire;

import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;

/** What is wrong with JSON or YAML that cannot be read, in one line. */
public final class SyntaxProblem {

    /** Where an object began, of which Jackson says only that it does not say it. */
    private static final Pattern JACKSONS_PLACE = Pattern.compile(" \\(start marker at \\[Source: [^]]*]\\)");

    private SyntaxProblem() {}

    /** As Jackson says it, without what it says of itself. */
    public static String of(JacksonException failure) {
        return JACKSONS_PLACE.matcher(failure.getOriginalMessage().lines().findFirst().orElse("")).replaceAll("");
    }
}
