package dev.planline.exchange;

import dev.planline.model.Operator;
import dev.planline.model.Trajectory;
import dev.planline.model.TrajectoryBuilder;
import dev.planline.model.TrajectoryOutcome;
import dev.planline.model.TrajectoryStep;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/** Trajectories of every kind, the same for the same seed; each field may be absent, empty or odd. */
final class SeededTrajectories {

    private static final List<String> TEXTS = List.of("", " ", "plain", "two\nlines", "quote \" and \\", "\u00e9\u4e2d\ud83d\ude00", "user",
            "system",
            "unknown", "call-2", "{\"json\":1}", "null");

    private final Random random;

    private SeededTrajectories(long seed) {
        this.random = new Random(seed);
    }

    static Trajectory of(long seed) {
        return new SeededTrajectories(seed).trajectory();
    }

    private Trajectory trajectory() {
        return new TrajectoryBuilder(name(), name(), random.nextInt(9), pick(TrajectoryOutcome.values()), random.nextDouble())
                .taskId(maybe(this::name)).goal(text()).operator(pick(Operator.values())).parents(list(this::name))
                .policyVersion(maybe(this::text)).steps(list(this::step)).codeChanges(text()).codeAfter(maybe(this::text))
                .modifiedFiles(list(this::text)).problemDiagnosis(text()).proposedStrategy(text()).strategyDescription(text())
                .reasoningPattern(text()).keyInsights(list(this::text)).assumptionsMade(list(this::text)).failureReasons(list(this::text))
                .failureRationale(maybe(this::text)).errorCategory(maybe(this::text)).fixApplied(maybe(this::text))
                .toolsUsed(list(this::text))
                .testResults(json()).metrics(json()).durationSeconds(random.nextInt(3) * 1.5).costUsd(random.nextInt(3) * 0.1)
                .tokensIn(random.nextLong(5_000_000_000L)).tokensOut(random.nextInt(3)).createdAt(maybe(this::time)).build();
    }

    private TrajectoryStep step() {
        return new TrajectoryStep(maybe(this::text), maybe(this::text), maybe(this::text), list(this::text), text(), maybe(this::text),
                json(),
                maybe(() -> value(2)), text(), pick(TrajectoryOutcome.values()), maybe(this::time), maybe(() -> random.nextInt(4) * 0.25));
    }

    private Map<String, Object> json() {
        var map = new LinkedHashMap<String, Object>();
        for (int i = random.nextInt(4); i > 0; i--) {
            map.put(pick("a", "planline", "atif", "steps", "extra", "").concat(i % 2 == 0 ? "" : "x"), value(2));
        }
        return map;
    }

    private Object value(int depth) {
        return switch (random.nextInt(depth > 0 ? 8 : 5)) {
            case 0 -> text();
            case 1 -> random.nextInt();
            case 2 -> random.nextLong();
            case 3 -> random.nextGaussian();
            case 4 -> random.nextBoolean();
            case 5 -> list(() -> value(depth - 1));
            case 6 -> json();
            default -> "[1, 2]";
        };
    }

    private Instant time() {
        return switch (random.nextInt(8)) {
            case 0 -> Instant.parse("+10000-01-01T00:00:00Z");
            case 1 -> Instant.parse("-0001-01-01T00:00:00Z");
            case 2 -> Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
            default -> Instant.ofEpochMilli(random.nextLong(2_000_000_000_000L));
        };
    }

    private String name() {
        return pick("j-1", "t/2", "agent x", "\u00e9", "unknown") + random.nextInt(5);
    }

    private String text() {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    private <T> T maybe(Supplier<T> value) {
        return random.nextInt(3) == 0 ? null : value.get();
    }

    private <T> List<T> list(Supplier<T> value) {
        var values = new ArrayList<T>();
        for (int i = random.nextInt(4); i > 0; i--) {
            values.add(value.get());
        }
        return values;
    }

    @SafeVarargs
    private <T> T pick(T... values) {
        return values[random.nextInt(values.length)];
    }
}
