package dev.planline.validator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.model.RoutedPlan;
import dev.planline.model.Verdict;
import dev.planline.model.Violation;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Random plans that are valid by construction, and the same with one known damage; {@code -Dplanline.seed=n} draws others. */
class ValidationPropertyTest {

    private static final long SEED = Long.getLong("planline.seed", 20_261_125);
    private static final int CASES = 100;

    @Test
    void neverRejectsAPlanThatIsValidByConstruction() {
        var routes = new ValidRoutes(SEED);
        for (int i = 0; i < CASES; i++) {
            assertThat(judge(routes.next())).as("-Dplanline.seed=%d case %d", SEED, i).isInstanceOf(Verdict.Accepted.class);
        }
    }

    @Test
    void neverRejectsAValidPlanThatIsCarriedOutInPart() {
        var routes = new ValidRoutes(SEED);
        var random = new Random(SEED);
        for (int i = 0; i < CASES; i++) {
            RoutedPlan valid = routes.next();
            int finished = random.nextInt(valid.plan().steps().size() + 1);
            assertThat(judge(ValidRoutes.carriedOut(valid, finished))).as("-Dplanline.seed=%d case %d", SEED, i)
                    .isInstanceOf(Verdict.Accepted.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void neverAcceptsADamagedPlanAndNamesTheDamageAlone(Damage damage) {
        var routes = new ValidRoutes(SEED);
        var random = new Random(SEED);
        for (int i = 0; i < CASES; i++) {
            RoutedPlan valid = routes.next();
            RoutedPlan damaged = damage.of(valid, random.nextInt(valid.plan().steps().size()));
            assertThat(judge(damaged)).as("-Dplanline.seed=%d case %d", SEED, i)
                    .isInstanceOfSatisfying(Verdict.Rejected.class, rejected -> assertThat(rejected.violations())
                            .extracting(Violation::code).containsOnly(damage.name()));
        }
    }

    private static Verdict judge(RoutedPlan route) {
        return Validation.judge(route, ValidRoutes.AGENTS, ValidatorSettings.DEFAULT, ValidRoutes.NOW);
    }
}
