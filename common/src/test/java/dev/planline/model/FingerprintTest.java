package dev.planline.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FingerprintTest {

    private static final Step FIRST = new Step("a", "code", "write it", "g", List.of(), List.of("java", "sql"), Map.of());
    private static final Step SECOND = new Step("b", "test", "test it", null, List.of("g"));

    private final String usual = of(1, "g", FIRST, SECOND, "x");

    @Test
    void idsAndRevisionAndMetadataDoNotCount() {
        var first = new Step("other", "code", "write it", "h", List.of(), List.of("sql", "java"), Map.of("k", 1));
        var second = new Step("another", "test", "test it", null, List.of("h"));
        assertThat(of(2, "h", first, second, "x")).isEqualTo(usual);
    }

    @Test
    void whatIsAskedForAndOfWhomDoes() {
        assertThat(List.of(
                of(1, "g", FIRST, SECOND, "y"),
                of(1, "g", new Step("a", "test", "write it", "g", List.of(), List.of("java", "sql"), Map.of()), SECOND, "x"),
                of(1, "g", new Step("a", "code", "write", "g", List.of(), List.of("java", "sql"), Map.of()), SECOND, "x"),
                of(1, "g", new Step("a", "code", "write it", null, List.of(), List.of("java", "sql"), Map.of()), SECOND, "x"),
                of(1, "g", new Step("a", "code", "write it", "g", List.of("java"), List.of("sql"), Map.of()), SECOND, "x"),
                of(1, "g", new Step("a", "code", "write it", "g", List.of(), List.of("java"), Map.of()), SECOND, "x"),
                of(1, "g", new Step("a", "code", "write it", "g", List.of(), List.of("java", "sql"), Map.of(), true), SECOND, "x"),
                of(1, "g", FIRST, new Step("b", "test", "test it", null, List.of("a")), "x"),
                of(1, "g", FIRST, new Step("b", "test", "test it", null, List.of()), "x"),
                usual)).doesNotHaveDuplicates();
    }

    private static String of(int revision, String group, Step first, Step second, String agent) {
        var groups = List.of(new Group(group, "all", null));
        var plan = new Plan("t", revision, "goal", "hand", 1, List.of(), groups, List.of(first, second), Map.of(), Constraints.DEFAULT,
                List.of());
        return new RoutedPlan(plan, List.of(), List.of(assignment(first, agent), assignment(second, "z"))).fingerprint();
    }

    private static Assignment assignment(Step step, String agent) {
        return new Assignment(step.stepId(), agent, "capability", "", 0.5, "key", List.of());
    }
}
