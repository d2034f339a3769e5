package dev.planline.settings;

import java.util.List;
import java.util.stream.Collectors;

/** Settings that cannot be used; lists every problem, not only the first. */
public final class InvalidSettings extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    InvalidSettings(List<Problem> problems) {
        super(problems.stream().map(Problem::line).collect(Collectors.joining("\n  ", "these settings are not usable:\n  ", "")));
        this.problems = List.copyOf(problems);
    }

    /** All problems, in the order of the keys. */
    public List<Problem> problems() {
        return problems;
    }

    /**
     * One thing that is wrong.
     *
     * @param key the key concerned
     * @param source where it was set, for example {@code PLANLINE_PREFIX} or a file; empty if nowhere
     * @param problem what is wrong and what would be right
     */
    public record Problem(String key, String source, String problem) {

        /** All of it in one line. */
        public String line() {
            return key + ": " + problem + (source.isEmpty() ? "" : " (" + source + ")");
        }
    }
}
