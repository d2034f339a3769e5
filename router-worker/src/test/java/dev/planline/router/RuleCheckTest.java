package dev.planline.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.model.Agent;
import dev.planline.model.Condition;
import dev.planline.model.CostTier;
import dev.planline.model.RoutingRule;
import dev.planline.model.Step;
import dev.planline.model.When;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class RuleCheckTest {

    private static final long SEED = 20261125;

    private static final Map<String, Agent> AGENTS = Map.of("a", agent("a"), "b", agent("b"));

    /** Every value that a rule of the property tests can tell apart, and the missing one. */
    private static final List<Object> VALUES = List.of("x", "y", "xx", "z", 0, 1, 1.5, 2, 2.5, 3, 4, true);

    private static final List<Step> DOMAIN = domain();

    @Test
    void aConditionThatContradictsItselfIsFound() {
        assertThat(problems(rule("r", 1, "a", metadata("x", new Condition.Range(3.0, null, null, 3.0)))))
                .containsExactly("r.when: can never hold: its parts contradict each other");
        assertThat(RuleCheck.neverHolds(all(type("p"), type("q")))).isTrue();
        assertThat(RuleCheck.neverHolds(all(type("p"), not(type("p"))))).isTrue();
        assertThat(RuleCheck.neverHolds(all(metadata("x", new Condition.Matches("a+")), not(metadata("x", new Condition.Matches("a+"))))))
                .isTrue();
        assertThat(RuleCheck.neverHolds(all(any(type("p"), type("q")), not(type("p"))))).isFalse();
        assertThat(RuleCheck.neverHolds(new When(new Condition.Equals(5), Map.of()))).isTrue();
        assertThat(RuleCheck.neverHolds(all(metadata("x", new Condition.Range(1.0, null, 2.0, null)),
                not(metadata("x", new Condition.Range(null, 1.0, null, 2.0))), not(metadata("x", new Condition.In(List.of(1, 2.0)))))))
                .isTrue();
    }

    @Test
    void aRuleThatRulesAboveItCoverIsNeverReached() {
        RoutingRule below = rule("low", 1, "b", type("p"));
        assertThat(problems(rule("high", 2, "a", not(type("q"))), below))
                .containsExactly("low: is never reached, because high holds whenever it does and names a");
        assertThat(problems(rule("big", 2, "a", metadata("n", new Condition.Range(2.0, null, null, null))),
                rule("other", 2, "a", not(metadata("n", new Condition.Range(2.0, null, null, null)))),
                rule("unneeded", 2, "a", type("q")), below))
                .containsExactly("low: is never reached, because one of big, other holds whenever it does");
        assertThat(problems(rule("high", 2, "b", not(type("q"))), below)).isEmpty();
        assertThat(problems(rule("wide", 1, "a", any(type("q"), type("p"))), rule("x", 1, "b", type("p"))))
                .containsExactly("x: contradicts wide, which has the same priority and names a");
    }

    @Test
    void theTypesThatARuleCanHoldForMustBeTaken() {
        assertThat(problems(rule("r", 1, "a", any(type("p"), type("deploy")))))
                .containsExactly("r.agent: a does not take steps of type deploy; it takes p, q");
        assertThat(problems(rule("r", 1, "a", not(type("deploy"))))).isEmpty();
        assertThat(problems(rule("r", 1, "a", all(any(type("p"), type("deploy")), not(type("deploy")))))).isEmpty();
    }

    @Test
    void aSearchThatIsTooLongClaimsNothing() {
        When parity = all(IntStream.range(0, 40).mapToObj(i -> any(metadata("k" + i, new Condition.Equals(1)),
                metadata("k" + i, new Condition.Equals(2)))).toArray(When[]::new));
        When impossible = all(any(all(type("p"), type("q")), all(type("q"), type("p"))), type("p"));
        assertThat(RuleCheck.neverHolds(all(parity, impossible))).isFalse();
        assertThat(RuleCheck.neverHolds(impossible)).isTrue();
    }

    /** What is not found rests on texts that two expressions share. */
    @Test
    void whatIsSaidToNeverHoldHoldsForNoStep() {
        var random = new Random(SEED);
        int never = 0;
        int found = 0;
        for (int i = 0; i < 20_000; i++) {
            When when = random(random, 3);
            boolean claimed = RuleCheck.neverHolds(when);
            boolean holds = DOMAIN.stream().anyMatch(Conditions.of(when));
            assertThat(claimed && holds).as("seed %d case %d: %s", SEED, i, when).isFalse();
            never += holds ? 0 : 1;
            found += claimed ? 1 : 0;
        }
        assertThat(List.of(found, never)).isEqualTo(List.of(2670, 2674));
    }

    @Test
    void whatIsSaidToBeCoveredIsCoveredForEveryStep() {
        var random = new Random(SEED);
        int covered = 0;
        int found = 0;
        for (int i = 0; i < 20_000; i++) {
            When when = random(random, 2);
            List<When> others = IntStream.rangeClosed(0, random.nextInt(3)).mapToObj(_ -> random(random, 2)).toList();
            boolean claimed = RuleCheck.covered(when, others);
            Predicate<Step> one = others.stream().map(Conditions::of).reduce(_ -> false, Predicate::or);
            boolean everywhere = DOMAIN.stream().filter(Conditions.of(when)).allMatch(one);
            assertThat(claimed && !everywhere).as("seed %d case %d: %s under %s", SEED, i, when, others).isFalse();
            covered += everywhere ? 1 : 0;
            found += claimed ? 1 : 0;
        }
        assertThat(List.of(found, covered)).isEqualTo(List.of(7129, 7171));
    }

    @Test
    @Timeout(10)
    void noPatternBacktracksWithoutEnd() {
        assertThat(new LinearPattern("(".repeat(60) + "a*" + ")*".repeat(60) + "!").matches("aaaaaaaaaa")).isFalse();
        assertThat(new LinearPattern(".*" + "(|)".repeat(150) + "!").matches("aaaaaaaaaa")).isFalse();
        assertThat(new LinearPattern("(a+)+b").matches("a".repeat(1_000))).isFalse();
        assertThat(new LinearPattern("(x|y)*").matches("xy".repeat(500))).isTrue();
        assertThat(new LinearPattern("x*").matches("x".repeat(1_000))).isTrue();
        assertThat(new LinearPattern("x*").matches("x".repeat(1_001))).isFalse();
    }

    @Test
    void anExpressionThatIsNotOfRe2IsNamedAndMatchesNothing() {
        Map.of("(?=a).*", "no look-arounds", "(a)\\1", "no look-arounds", "((a{1,99}){1,99}){1,99}", "repeats too much", "x{1002}",
                "repeats too much").forEach((regex, problem) -> {
                    var rule = new RoutingRule("r", 0, "a", "", new When(null, Map.of("k", new Condition.Matches(regex))));
                    assertThat(RuleCheck.problems(List.of(rule), Map.of("a", agent("a")))).singleElement().asString()
                            .startsWith("r.when: never matches: \"" + regex).contains(problem);
                    assertThat(new LinearPattern(regex).matches("aa")).isFalse();
                });
        assertThat(LinearPattern.problem("(aws|gcp){1,9}[a-z]{0,100}\\{3\\}(?i)x")).isNull();
    }

    @Test
    void nestedConditionsHoldAsTheyAreWritten() {
        When when = any(type("p"), not(metadata("k", new Condition.In(List.of("x", "y")))));
        assertThat(Stream.of(step("p", "x"), step("q", "x"), step("q", "z"), step("q", null)).map(Conditions.of(when)::test))
                .containsExactly(true, false, true, true);
    }

    private static When random(Random random, int depth) {
        int kind = random.nextInt(depth == 0 ? 2 : 5);
        return switch (kind) {
            case 0 -> new When(random.nextBoolean() ? type(random).stepType() : null, Map.of("k", condition(random)));
            case 1 -> random.nextBoolean() ? type(random) : new When(null, Map.of("l", condition(random)));
            case 2 -> not(random(random, depth - 1));
            case 3 -> any(parts(random, depth));
            default -> all(parts(random, depth));
        };
    }

    private static When[] parts(Random random, int depth) {
        return IntStream.rangeClosed(0, random.nextInt(3)).mapToObj(_ -> random(random, depth - 1)).toArray(When[]::new);
    }

    private static When type(Random random) {
        return type(List.of("p", "q", "r").get(random.nextInt(3)));
    }

    private static Condition condition(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> new Condition.Equals(List.of("x", "y", 1, 2.0, true).get(random.nextInt(5)));
            case 1 -> new Condition.In(List.of("x", List.of("y", 1, 3).get(random.nextInt(3))));
            case 2 -> new Condition.Range(1.0 + random.nextInt(3), null, null, null);
            case 3 -> new Condition.Range(null, 1.0 + random.nextInt(3), null, 1.0 + random.nextInt(3));
            default -> new Condition.Matches(List.of("x.*", "[xy]").get(random.nextInt(2)));
        };
    }

    private static List<Step> domain() {
        var steps = new ArrayList<Step>();
        for (String type : List.of("p", "q", "r", "s")) {
            for (int k = -1; k < VALUES.size(); k++) {
                for (int l = -1; l < VALUES.size(); l++) {
                    var metadata = new HashMap<String, Object>();
                    if (k >= 0) {
                        metadata.put("k", VALUES.get(k));
                    }
                    if (l >= 0) {
                        metadata.put("l", VALUES.get(l));
                    }
                    steps.add(new Step("s", type, "d", null, List.of(), List.of(), metadata));
                }
            }
        }
        return steps;
    }

    private static Step step(String type, @Nullable Object k) {
        return new Step("s", type, "d", null, List.of(), List.of(), k == null ? Map.of() : Map.of("k", k));
    }

    private static List<String> problems(RoutingRule... rules) {
        return RuleCheck.problems(List.of(rules), AGENTS);
    }

    private static RoutingRule rule(String id, int priority, String agent, When when) {
        return new RoutingRule(id, priority, agent, "", when);
    }

    private static When type(String type) {
        return new When(new Condition.Equals(type), Map.of());
    }

    private static When metadata(String key, Condition condition) {
        return new When(null, Map.of(key, condition));
    }

    private static When not(When when) {
        return new When(null, Map.of(), when, null, null);
    }

    private static When any(When... parts) {
        return new When(null, Map.of(), null, List.of(parts), null);
    }

    private static When all(When... parts) {
        return new When(null, Map.of(), null, null, List.of(parts));
    }

    private static Agent agent(String name) {
        return new Agent(name, "", List.of("p", "q"), List.of(), CostTier.MEDIUM, null, 0.5, 10);
    }
}
