package dev.planline.sink.pool;

import static dev.planline.sink.Trajectories.entry;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.planline.model.Operator;
import dev.planline.model.Trajectory;
import dev.planline.model.TrajectoryBuilder;
import dev.planline.model.TrajectoryOutcome;
import dev.planline.sink.TestDatabase;
import dev.planline.sink.store.Store;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What the pool says of many trajectories, against the same counted by hand over random ones. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class FiguresTest {

    private static final long SEED = 20261126;

    private static final Map<TrajectoryFilter, Predicate<Trajectory>> FILTERS = Map.of(
            TrajectoryFilter.ALL, one -> true,
            TrajectoryFilter.ofAgent("agent-2"), one -> one.agent().equals("agent-2"),
            new TrajectoryFilter(null, null, 3, 11, 0.25, 0.75, null, null, null, null, null, null),
            one -> one.generation() >= 3 && one.generation() <= 11 && one.score() >= 0.25 && one.score() <= 0.75,
            new TrajectoryFilter(null, null, null, null, null, null, Operator.REVISION, TrajectoryOutcome.SUCCESS, null, null, null, null),
            one -> one.operator() == Operator.REVISION && one.outcome() == TrajectoryOutcome.SUCCESS,
            TrajectoryFilter.ofAgent("nobody"), one -> false);

    @Parameter
    TestDatabase database;

    @TempDir
    Path directory;

    private final List<Trajectory> log = log(600);
    private Store store;
    private TrajectoryPool pool;

    @BeforeEach
    void open() {
        store = database.open(directory, 0);
        store.fold(IntStream.range(0, log.size()).mapToObj(i -> entry(0, i, log.get(i))).toList());
        pool = new TrajectoryPool(store);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void statistics() {
        FILTERS.forEach((filter, accepts) -> {
            List<Trajectory> selected = log.stream().filter(accepts).toList();
            Statistics statistics = pool.statistics(filter);
            DoubleSummaryStatistics scores = selected.stream().mapToDouble(Trajectory::score).summaryStatistics();
            assertThat(statistics.total()).as("seed %d, %s", SEED, filter).isEqualTo(selected.size());
            assertThat(statistics.averageScore()).isEqualTo(scores.getAverage(), within(1e-12));
            assertThat(statistics.bestScore()).isEqualTo(selected.isEmpty() ? 0 : scores.getMax());
            assertThat(statistics.worstScore()).isEqualTo(selected.isEmpty() ? 0 : scores.getMin());
            assertThat(statistics.costUsd()).isEqualTo(selected.stream().mapToDouble(Trajectory::costUsd).sum(), within(1e-9));
            assertThat(statistics.averageSeconds())
                    .isEqualTo(selected.stream().mapToDouble(Trajectory::durationSeconds).average().orElse(0), within(1e-9));
            assertParts(statistics.byOutcome(), selected, one -> one.outcome().name().toLowerCase(Locale.ROOT), Comparator.naturalOrder());
            assertParts(statistics.byOperator(), selected, one -> one.operator().name().toLowerCase(Locale.ROOT),
                    Comparator.naturalOrder());
            assertParts(statistics.byAgent(), selected, Trajectory::agent, Comparator.naturalOrder());
            assertParts(statistics.byGeneration(), selected, one -> String.valueOf(one.generation()),
                    Comparator.comparing(Integer::valueOf));
        });
    }

    @Test
    void commonFailures() {
        FILTERS.forEach((filter, accepts) -> {
            Map<String, Long> counts = log.stream().filter(accepts).filter(one -> one.outcome() == TrajectoryOutcome.FAILURE)
                    .flatMap(one -> one.failureReasons().stream().distinct()).collect(groupingBy(Function.identity(), counting()));
            List<Map.Entry<String, Integer>> expected = counts.entrySet().stream().filter(entry -> entry.getValue() >= 2)
                    .map(entry -> Map.entry(entry.getKey(), entry.getValue().intValue()))
                    .sorted(Map.Entry.<String, Integer>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                    .limit(7).toList();
            assertThat(pool.commonFailures(filter, 7).entrySet()).as("seed %d, %s", SEED, filter).containsExactlyElementsOf(expected);
        });
    }

    @Test
    void insights() {
        FILTERS.forEach((filter, accepts) -> {
            Map<String, Double> best = log.stream().filter(accepts).filter(one -> one.outcome() == TrajectoryOutcome.SUCCESS)
                    .flatMap(one -> one.keyInsights().stream().map(insight -> Map.entry(insight, one.score())))
                    .collect(toMap(Map.Entry::getKey, Map.Entry::getValue, Math::max));
            List<String> expected = best.entrySet().stream()
                    .sorted(Map.Entry.<String, Double>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                    .map(Map.Entry::getKey).toList();
            for (int count : new int[] {1, 2, 5, 20, 100}) {
                assertThat(pool.insights(filter, count)).as("seed %d, %d of %s", SEED, count, filter)
                        .isEqualTo(expected.subList(0, Math.min(count, expected.size())));
            }
        });
    }

    private static void assertParts(Map<String, Statistics.Part> parts, List<Trajectory> selected, Function<Trajectory, String> name,
            Comparator<String> order) {
        Map<String, List<Trajectory>> expected = selected.stream().collect(groupingBy(name));
        assertThat(parts.keySet()).as("seed %d", SEED).containsExactlyElementsOf(expected.keySet().stream().sorted(order).toList());
        parts.forEach((key, part) -> {
            List<Trajectory> members = expected.getOrDefault(key, List.of());
            assertThat(part.count()).as("seed %d, %s", SEED, key).isEqualTo(members.size());
            assertThat(part.averageScore()).as("seed %d, %s", SEED, key)
                    .isEqualTo(members.stream().mapToDouble(Trajectory::score).average().orElse(-1), within(1e-12));
        });
    }

    private static List<Trajectory> log(int size) {
        var random = new SplittableRandom(SEED);
        return IntStream.range(0, size).mapToObj(i -> new TrajectoryBuilder("j-" + i, "agent-" + random.nextInt(4), random.nextInt(13),
                any(TrajectoryOutcome.values(), random), random.nextInt(11) / 10.0)
                .operator(any(Operator.values(), random)).costUsd(random.nextDouble()).durationSeconds(random.nextInt(100))
                .keyInsights(texts("insight", random)).failureReasons(texts("reason", random)).build()).toList();
    }

    private static <T> T any(T[] values, SplittableRandom random) {
        return values[random.nextInt(values.length)];
    }

    /** Sometimes the same twice. */
    private static List<String> texts(String kind, SplittableRandom random) {
        return random.ints(random.nextInt(4), 0, 20).mapToObj(i -> kind + " " + i).toList();
    }
}
