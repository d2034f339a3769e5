package dev.planline.benchmarks.sink;

import dev.planline.model.Operator;
import dev.planline.model.Trajectory;
import dev.planline.model.TrajectoryBuilder;
import dev.planline.model.TrajectoryOutcome;
import dev.planline.model.TrajectoryStep;
import dev.planline.wire.Codec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import tools.jackson.databind.JsonNode;

/**
 * Trajectories that follow from their numbers, 1 KiB each: 16 agents, four to a task, each made from the one of half its number.
 * Whoever is shown one can tell whether it is whole.
 */
final class Numbered {

    static final int AGENTS = 16;
    static final int PER_TASK = 4;

    private static final int BYTES = 1_024;
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final String FILLER = "The quick brown fox plans, routes and checks what the lazy dog asked for. ".repeat(8);
    private static final Codec CODEC = new Codec();

    private Numbered() {}

    static String id(int number) {
        return "j-%09d".formatted(number);
    }

    static String task(int number) {
        return "t-%09d".formatted(number / PER_TASK);
    }

    static String agent(int number) {
        return "agent-" + number % AGENTS;
    }

    /** The value of its record. */
    static byte[] value(int number) {
        int bare = CODEC.encode(of(number, "")).length;
        return CODEC.encode(of(number, FILLER.substring(0, Math.clamp(BYTES - bare, 0, FILLER.length()))));
    }

    /** The ids of its parent, the parent of that, and so on. */
    static List<String> ancestors(int number) {
        var ancestors = new ArrayList<String>();
        for (int ancestor = number; ancestor > 0;) {
            ancestor /= 2;
            ancestors.add(id(ancestor));
        }
        return ancestors;
    }

    /** Whether a trajectory in an answer is the one that was written, from its first field to its last. */
    static boolean whole(JsonNode shown) {
        int number = Integer.parseInt(shown.path("trajectoryId").asString("j-0").substring(2));
        return shown.path("taskId").asString("").equals(task(number)) && shown.path("goal").asString("").endsWith("#" + number)
                && shown.path("steps").size() == 1 && shown.path("tokensOut").asInt(-1) == number
                && Instant.parse(shown.path("createdAt").asString("")).equals(madeAt(number));
    }

    private static Instant madeAt(int number) {
        return START.plusMillis(number);
    }

    private static Trajectory of(int number, String filler) {
        var random = new SplittableRandom(number);
        boolean success = random.nextInt(3) > 0;
        var step = new TrajectoryStep("s", "code", null, List.of(), "write it", "tool-" + random.nextInt(5), Map.of("file", "a.java"), "ok",
                "",
                TrajectoryOutcome.SUCCESS, null, 1.0);
        return new TrajectoryBuilder(id(number), agent(number), 32 - Integer.numberOfLeadingZeros(number),
                success ? TrajectoryOutcome.SUCCESS : TrajectoryOutcome.FAILURE, random.nextInt(10_001) / 10_000.0)
                .taskId(task(number)).goal("mend part " + random.nextInt(1_000) + " #" + number).operator(any(Operator.values(), random))
                .parents(number == 0 ? List.of() : List.of(id(number / 2))).steps(List.of(step)).codeChanges(filler)
                .reasoningPattern("pattern " + random.nextInt(20))
                .keyInsights(success ? List.of("insight " + random.nextInt(5_000)) : List.of())
                .failureReasons(success ? List.of() : List.of("reason " + random.nextInt(500)))
                .toolsUsed(List.of("tool-" + random.nextInt(5), "tool-" + random.nextInt(5))).costUsd(0.01).durationSeconds(1)
                .tokensOut(number).createdAt(madeAt(number)).build();
    }

    private static <T> T any(T[] values, SplittableRandom random) {
        return values[random.nextInt(values.length)];
    }
}
