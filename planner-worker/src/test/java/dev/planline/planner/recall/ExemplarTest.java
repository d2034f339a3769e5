package dev.planline.planner.recall;

import static dev.planline.planner.recall.Journeys.step;
import static dev.planline.planner.recall.Journeys.trajectory;
import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.model.TrajectoryOutcome;
import dev.planline.model.TrajectoryStep;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExemplarTest {

    @Test
    void stepsThatNameNoneBeforeThemAreAChain() {
        Exemplar exemplar = Exemplar.of(trajectory("j", "ship it", List.of("code", "test", "code"))).orElseThrow();
        assertThat(exemplar.parts()).containsExactly(new Part("code", 1), new Part("test", 1), new Part("code", 2));
        assertThat(exemplar.direct()).containsExactly(0b000L, 0b001L, 0b010L);
        assertThat(exemplar.before()).containsExactly(0b000L, 0b001L, 0b011L);
    }

    @Test
    void aGroupMeansTheStepsInIt() {
        Exemplar exemplar = Exemplar.of(trajectory("j", "ship it", TrajectoryOutcome.SUCCESS,
                List.of(step("build.code", "code"), step("build.docs", "write"), step("builder", "wait"), step("ship", "deploy", "build"))))
                .orElseThrow();
        assertThat(exemplar.direct()).containsExactly(0L, 0L, 0L, 0b0011L);
    }

    @Test
    void theToolStandsForAMissingType() {
        var step = new TrajectoryStep(null, null, null, List.of(), "", "search", Map.of(), null, "", TrajectoryOutcome.UNKNOWN, null, null);
        assertThat(Exemplar.of(trajectory("j", "find it", TrajectoryOutcome.SUCCESS, List.of(step))).orElseThrow().parts())
                .containsExactly(new Part("search", 1));
    }

    @Test
    void whatDidNotSucceedTeachesNothing() {
        var failed = new TrajectoryStep(null, "code", null, List.of(), "", null, Map.of(), null, "", TrajectoryOutcome.FAILURE, null, null);
        assertThat(Exemplar.of(trajectory("j", "ship it", TrajectoryOutcome.PARTIAL, List.of(step("a", "code"))))).isEmpty();
        assertThat(Exemplar.of(trajectory("j", "ship it", TrajectoryOutcome.SUCCESS, List.of(step("a", "code"), failed)))).isEmpty();
    }

    @Test
    void whatDoesNotSayWhatItDidTeachesNothing() {
        assertThat(Exemplar.of(trajectory("j", " ", List.of("code")))).isEmpty();
        assertThat(Exemplar.of(trajectory("j", "ship it", List.of()))).isEmpty();
        assertThat(Exemplar.of(trajectory("j", "ship it", TrajectoryOutcome.SUCCESS, List.of(step("a", null))))).isEmpty();
        assertThat(Exemplar.of(trajectory("j", "ship it", List.of("line\nbreak")))).isEmpty();
        assertThat(Exemplar.of(trajectory("j", "ship it", List.of("x".repeat(201))))).isEmpty();
        assertThat(Exemplar.of(trajectory("j", "ship it", IntStream.range(0, 65).mapToObj(i -> "t" + i).toList()))).isEmpty();
    }

    @Test
    void isTheSameAfterTheIndex() {
        Exemplar exemplar = Exemplar.of(trajectory("j-ü", "ship ship it now", IntStream.range(0, 64).mapToObj(i -> "t" + i % 9).toList()))
                .orElseThrow();
        byte[] bytes = ExemplarBytes.of(exemplar);
        Exemplar read = ExemplarBytes.read(bytes, 0, bytes.length);
        assertThat(read).usingRecursiveComparison().isEqualTo(exemplar);
    }

    @Test
    void theKeyIsOfWhatIsSaidAndNotOfWhoSaysIt() {
        Exemplar one = Exemplar.of(trajectory("j-1", "ship it now", List.of("code", "test"))).orElseThrow();
        Exemplar same = Exemplar.of(trajectory("j-2", "Ship it, now!", List.of("code", "test"))).orElseThrow();
        Exemplar others = Exemplar.of(trajectory("j-3", "ship it now", List.of("test", "code"))).orElseThrow();
        assertThat(ExemplarBytes.key(same)).isEqualTo(ExemplarBytes.key(one));
        assertThat(ExemplarBytes.key(others)).isNotEqualTo(ExemplarBytes.key(one));
    }
}
