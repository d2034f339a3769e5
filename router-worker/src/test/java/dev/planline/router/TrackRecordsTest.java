package dev.planline.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.planline.model.Agent;
import dev.planline.model.Assignment;
import dev.planline.model.Constraints;
import dev.planline.model.CostTier;
import dev.planline.model.Plan;
import dev.planline.model.RoutedPlan;
import dev.planline.model.Step;
import dev.planline.model.Trajectory;
import dev.planline.model.TrajectoryBuilder;
import dev.planline.model.TrajectoryOutcome;
import dev.planline.model.TrajectoryStep;
import dev.planline.runtime.Logged;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TrackRecordsTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration WEEK = Duration.ofDays(7);

    private final TrackRecords records = new TrackRecords(WEEK);
    private int written;

    @Test
    void aStepCountsForItsAgentAndATrajectoryWithoutSuchStepsAsAWhole() {
        learn(trajectory("whole", TrajectoryOutcome.SUCCESS, null));
        learn(trajectory("whole", TrajectoryOutcome.FAILURE, null));
        learn(trajectory("whole", TrajectoryOutcome.PARTIAL, null));
        learn(trajectory("whole", TrajectoryOutcome.UNKNOWN, null));
        learn(trajectory("team", TrajectoryOutcome.FAILURE, null, step("one", TrajectoryOutcome.SUCCESS),
                step("two", TrajectoryOutcome.FAILURE), step("one", TrajectoryOutcome.SUCCESS), step(null, TrajectoryOutcome.SUCCESS)));
        assertThat(records.at(NOW).of("whole")).isEqualTo(new TrackRecord(1.5, 3));
        assertThat(records.at(NOW).of("team")).isEqualTo(TrackRecord.NONE);
        assertThat(records.at(NOW).of("one")).isEqualTo(new TrackRecord(2, 2));
        assertThat(records.at(NOW).of("two")).isEqualTo(new TrackRecord(0, 1));
        assertThat(records.at(NOW).trials()).isEqualTo(6);
    }

    @Test
    void anOutcomeHalvesWithEveryHalfLifeWheneverItIsRead() {
        learn(trajectory("a", TrajectoryOutcome.SUCCESS, NOW));
        learn(trajectory("a", TrajectoryOutcome.FAILURE, NOW.minus(WEEK)));
        assertThat(records.at(NOW).of("a")).isEqualTo(new TrackRecord(1, 1.5));
        assertThat(records.at(NOW.plus(WEEK)).of("a")).isEqualTo(new TrackRecord(0.5, 0.75));
        assertThat(records.at(NOW.plus(WEEK)).trials()).isEqualTo(0.75);
    }

    @Test
    void nothingComesFromTheFuture() {
        learn(trajectory("a", TrajectoryOutcome.SUCCESS, NOW.plus(Duration.ofDays(10_000))));
        learn(trajectory("a", TrajectoryOutcome.FAILURE, NOW));
        assertThat(records.at(NOW).of("a")).isEqualTo(new TrackRecord(1, 2));
        assertThat(records.at(NOW.plus(WEEK)).of("a")).isEqualTo(new TrackRecord(0.5, 1));
    }

    @Test
    void noTimeIsTooFarAway() {
        for (Instant far : List.of(Instant.parse("-9999-01-01T00:00:00Z"), Instant.parse("+99999-12-31T23:59:59Z"))) {
            learn(trajectory("a", TrajectoryOutcome.SUCCESS, far));
        }
        learn(trajectory("b", TrajectoryOutcome.FAILURE, NOW));
        assertThat(records.at(NOW).of("a")).isEqualTo(new TrackRecord(1, 1));
        assertThat(records.at(NOW).trials()).isEqualTo(2);
        assertThat(records.at(Instant.MAX).trials()).isZero();
    }

    @Test
    void whoIsLongGoneIsForgotten() {
        learn(trajectory("once", TrajectoryOutcome.SUCCESS, NOW.minus(WEEK.multipliedBy(8))));
        learn(trajectory("now", TrajectoryOutcome.SUCCESS, NOW));
        assertThat(records.at(NOW).of("once")).isEqualTo(TrackRecord.NONE);
        assertThat(records.at(NOW).trials()).isEqualTo(1);
    }

    @Test
    void aTrialShowsAlsoAmongManyNewAgents() {
        learnThatKnownSucceedsNineTimesOfTen();
        Agent[] agents = Stream.concat(IntStream.range(0, 6).mapToObj(i -> agent("new" + i, 0.5)), Stream.of(agent("known", 0.9)))
                .toArray(Agent[]::new);
        Assignment tried = route("t", agents);
        assertThat(tried.agent()).startsWith("new");
        assertThat(tried.reason()).endsWith("; tried because less is known of it than of those with a higher score");
        assertThat(tried.alternatives()).hasSize(3).last().satisfies(last -> assertThat(last.agent()).isEqualTo("known"));
    }

    @Test
    void tenThousandOldSuccessesAreOutweighedByTwoHundredFailures() {
        IntStream.range(0, 10_000).forEach(_ -> learn(trajectory("a", TrajectoryOutcome.SUCCESS, NOW)));
        assertThat(records.at(NOW).of("a").trials()).isEqualTo(TrackRecords.MOST);
        IntStream.range(0, 200).forEach(_ -> learn(trajectory("a", TrajectoryOutcome.FAILURE, NOW)));
        assertThat(records.at(NOW).of("a").trials()).isCloseTo(TrackRecords.MOST, within(1e-9));
        assertThat(records.at(NOW).of("a").successes() / TrackRecords.MOST).isCloseTo(Math.exp(-1), within(0.01));
    }

    @Test
    void noTrajectoryCountsTwice() {
        Trajectory trajectory = trajectory("a", TrajectoryOutcome.SUCCESS, NOW);
        records.learn(List.of(new Logged<>(trajectory, NOW), new Logged<>(trajectory, NOW)));
        assertThat(records.at(NOW).of("a")).isEqualTo(new TrackRecord(1, 1));
        records.begin();
        records.learn(List.of(new Logged<>(trajectory, NOW)));
        assertThat(records.at(NOW).of("a")).isEqualTo(new TrackRecord(1, 1));
    }

    @Test
    void theRateLeadsFromTheRegisteredOneToTheOneSeen() {
        Agent agent = agent("a", 0.5);
        assertThat(TrackRecord.NONE.rate(agent, 10)).isEqualTo(0.5);
        assertThat(new TrackRecord(10, 10).rate(agent, 10)).isEqualTo(0.75);
        assertThat(new TrackRecord(190, 190).rate(agent, 10)).isEqualTo(0.975);
        assertThat(TrackRecord.NONE.deviation(agent, 10)).isCloseTo(Math.sqrt(0.25 / 11), within(1e-12));
        assertThat(new TrackRecord(190, 190).deviation(agent, 10)).isLessThan(0.012);
    }

    @Test
    void whatTrajectoriesSaidIsInTheReason() {
        IntStream.range(0, 30).forEach(_ -> learn(trajectory("a", TrajectoryOutcome.SUCCESS, NOW)));
        assertThat(route("t", agent("a", 0.5)).reason())
                .isEqualTo("takes code, success rate 0.94 ± 0.04 from 30.0 outcomes, 0.0 of 10 places taken");
        assertThat(route("t", agent("b", 0.5)).reason()).isEqualTo("takes code, success rate 0.50 as registered, 0.0 of 10 places taken");
    }

    @Test
    void anAgentThatKeepsFailingLosesToOneThatIsRegisteredAsWorse() {
        Agent boaster = agent("boaster", 0.95);
        Agent modest = agent("modest", 0.6);
        assertThat(route("t", boaster, modest).agent()).isEqualTo("boaster");
        IntStream.range(0, 20).forEach(_ -> learn(trajectory("boaster", TrajectoryOutcome.FAILURE, NOW)));
        assertThat(route("t", boaster, modest).agent()).isEqualTo("modest");
    }

    @Test
    void aNewAgentIsTriedAndSaysSo() {
        learnThatKnownSucceedsNineTimesOfTen();
        Assignment tried = route("t", agent("known", 0.9), agent("new", 0.5));
        assertThat(tried.agent()).isEqualTo("new");
        assertThat(tried.reason()).endsWith("; tried because less is known of it than of those with a higher score");
        assertThat(tried.alternatives()).singleElement().satisfies(
                known -> assertThat(known.reason()).isEqualTo("higher score, but less is known of new"));
        var never = new RouterSettings(Duration.ofSeconds(30), WEEK, 4, 0, 0);
        assertThat(route("t", never, _ -> 0, agent("known", 0.9), agent("new", 0.5)).agent()).isEqualTo("known");
    }

    @Test
    void aNewAgentThatFailsIsLeftAloneUntilThatIsLongAgo() {
        learnThatKnownSucceedsNineTimesOfTen();
        learn(trajectory("new", TrajectoryOutcome.FAILURE, NOW));
        Agent[] agents = {agent("known", 0.9), agent("new", 0.5)};
        assertThat(route("t", agents).agent()).isEqualTo("known");
        Instant later = NOW.plus(WEEK.multipliedBy(4));
        IntStream.range(0, 200).forEach(i -> records.learn(List.of(new Logged<>(trajectory("known", outcome(i), later), later))));
        var routing = new Routing(plan("t"), Situation.of(Directory.of(byName(agents)), Rulebook.of(List.of()), _ -> 0,
                records.at(later), RouterSettings.DEFAULT, later), Map.of());
        assertThat(routing.route().assignments().getFirst().agent()).isEqualTo("new");
    }

    @Test
    void workUnderWayCountsAsTriedSoThatANewAgentIsNotFlooded() {
        learnThatKnownSucceedsNineTimesOfTen();
        var load = new RecentLoad(Duration.ofSeconds(30));
        var chosen = new TreeMap<String, Integer>();
        for (int i = 0; i < 40; i++) {
            var routing = new Routing(plan("t" + i), situation(RouterSettings.DEFAULT, agent -> load.of(agent, NOW),
                    roomy("known", 0.9), roomy("new", 0.5)), Map.of());
            RoutedPlan route = routing.route();
            chosen.merge(route.assignments().getFirst().agent(), 1, Integer::sum);
            load.add(RouterStage.assigned(route, List.of()), NOW);
        }
        assertThat(chosen).isEqualTo(Map.of("known", 38, "new", 2));
    }

    /** Three agents that are registered alike, of which one is good: after a while it does most of the work. */
    @Test
    void theGoodOneIsFound() {
        long seed = 7;
        var random = new Random(seed);
        Map<String, Double> truth = Map.of("good", 0.9, "fair", 0.6, "poor", 0.3);
        Agent[] agents = {agent("good", 0.5), agent("fair", 0.5), agent("poor", 0.5)};
        var chosen = new ArrayList<String>();
        for (int i = 0; i < 1_000; i++) {
            String agent = route("t" + i, agents).agent();
            boolean success = random.nextDouble() < truth.get(agent);
            learn(trajectory(agent, success ? TrajectoryOutcome.SUCCESS : TrajectoryOutcome.FAILURE, NOW));
            chosen.add(agent);
        }
        Map<String, Long> share = chosen.stream().collect(Collectors.groupingBy(name -> name, Collectors.counting()));
        assertThat(share).as("seed %d", seed).isEqualTo(Map.of("good", 990L, "fair", 9L, "poor", 1L));
    }

    private void learn(Trajectory trajectory) {
        records.learn(List.of(new Logged<>(trajectory, NOW)));
    }

    private void learnThatKnownSucceedsNineTimesOfTen() {
        IntStream.range(0, 200).forEach(i -> learn(trajectory("known", outcome(i), NOW)));
    }

    private static TrajectoryOutcome outcome(int number) {
        return number % 10 == 0 ? TrajectoryOutcome.FAILURE : TrajectoryOutcome.SUCCESS;
    }

    private Assignment route(String taskId, Agent... agents) {
        return route(taskId, RouterSettings.DEFAULT, _ -> 0, agents);
    }

    private Assignment route(String taskId, RouterSettings settings, ToDoubleFunction<String> load, Agent... agents) {
        return new Routing(plan(taskId), situation(settings, load, agents), Map.of()).route().assignments().getFirst();
    }

    private Situation situation(RouterSettings settings, ToDoubleFunction<String> load, Agent... agents) {
        return Situation.of(Directory.of(byName(agents)), Rulebook.of(List.of()), load, records.at(NOW), settings, NOW);
    }

    private static Map<String, Agent> byName(Agent... agents) {
        return new TreeMap<>(Stream.of(agents).collect(Collectors.toMap(Agent::name, agent -> agent)));
    }

    private static Plan plan(String taskId) {
        return new Plan(taskId, 1, "goal", "test", 1, List.of(), List.of(), List.of(new Step("s", "code", "do s", null, List.of())),
                Map.of(), Constraints.DEFAULT, List.of());
    }

    private static Agent agent(String name, double successRate) {
        return new Agent(name, "", List.of("code"), List.of(), CostTier.MEDIUM, null, successRate, 10);
    }

    /** An agent whose load hardly shows. */
    private static Agent roomy(String name, double successRate) {
        return new Agent(name, "", List.of("code"), List.of(), CostTier.MEDIUM, null, successRate, 100_000);
    }

    private Trajectory trajectory(String agent, TrajectoryOutcome outcome, @Nullable Instant at, TrajectoryStep... steps) {
        return new TrajectoryBuilder("j-" + written++, agent, 0, outcome, 1).steps(List.of(steps)).createdAt(at).build();
    }

    private static TrajectoryStep step(@Nullable String agent, TrajectoryOutcome outcome) {
        return new TrajectoryStep("s", "code", agent, List.of(), "", null, Map.of(), null, "", outcome, null, null);
    }
}
