package dev.planline.testkit.hostile;

import dev.planline.testkit.hostile.Target.Input;
import dev.planline.testkit.hostile.Target.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A number of hostile inputs against a number of targets. Every case is a function of the seed, the target and its number.
 *
 * @param seed of all cases
 * @param cases in all
 */
public record HostileRun(long seed, int cases) {

    /** No case may take longer; those of the corpus take milliseconds. */
    private static final Duration LONGEST = Duration.ofSeconds(5);

    /** Failures after which a run gives up. */
    private static final int ENOUGH = 20;

    /** A run as {@code -Dplanline.fuzz.seed} and {@code -Dplanline.fuzz.cases} say. */
    public static HostileRun asSet(int casesUnlessSet) {
        return new HostileRun(Long.getLong("planline.fuzz.seed", 20_261_127), Integer.getInteger("planline.fuzz.cases", casesUnlessSet));
    }

    /**
     * What came of it.
     *
     * @param failures target, number and input of each case that broke what is promised, and how
     */
    public record Report(long seed, Map<String, Map<Result, Integer>> counts, List<String> failures, Duration duration,
            Usage before, Usage after) {

        /** All cases of a result. */
        public int count(Result result) {
            return counts.values().stream().mapToInt(each -> each.getOrDefault(result, 0)).sum();
        }

        /** For people. */
        public String text() {
            var text = new StringBuilder(String.format(Locale.ROOT, "hostile input, seed %d: %d cases in %.1f s: %d accepted, %d refused, "
                    + "%d failed%nheap %d MiB before, %d MiB after; threads %d before, %d after%n", seed,
                    count(Result.ACCEPTED) + count(Result.REFUSED) + failures.size(), duration.toMillis() / 1e3, count(Result.ACCEPTED),
                    count(Result.REFUSED), failures.size(), before.heapMib, after.heapMib, before.threads, after.threads));
            text.append(String.format(Locale.ROOT, "%-28s %9s %9s%n", "target", "accepted", "refused"));
            counts.forEach((name, each) -> text.append(String.format(Locale.ROOT, "%-28s %9d %9d%n", name,
                    each.getOrDefault(Result.ACCEPTED, 0), each.getOrDefault(Result.REFUSED, 0))));
            failures.forEach(failure -> text.append("FAILED ").append(failure).append('\n'));
            return text.toString();
        }

        /** Writes it to a file and to standard output. */
        public Report publish(Path file) {
            try {
                Files.createDirectories(file.toAbsolutePath().getParent());
                Files.writeString(file, text());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            System.out.print(text());
            return this;
        }
    }

    /** What the process holds. */
    public record Usage(long heapMib, int threads) {

        static Usage now() {
            for (int i = 0; i < 3; i++) {
                System.gc();
            }
            return new Usage(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20,
                    ManagementFactory.getThreadMXBean().getThreadCount());
        }
    }

    /** The inputs of this run, all of one kind. */
    public List<Input> inputs(String name, List<Input> examples) {
        return IntStream.range(0, cases).mapToObj(i -> input(name, i, examples)).toList();
    }

    private Input input(String name, int number, List<Input> examples) {
        return new Mutations(new SplittableRandom(seed + 31L * name.hashCode() + 1_000_003L * number)).of(examples);
    }

    /** Runs all cases; the targets take turns in the measure of their shares. */
    public Report against(List<Target> targets) {
        int shares = targets.stream().mapToInt(Target::share).sum();
        var counts = new LinkedHashMap<String, Map<Result, Integer>>();
        var failures = new ArrayList<String>();
        targets.forEach(target -> target.examples().forEach(example -> attack(target, "example", example, counts, failures)));
        Usage before = Usage.now();
        long begin = System.nanoTime();
        for (Target target : targets) {
            int own = Math.max(1, (int) ((long) cases * target.share() / shares));
            for (int i = 0; i < own && failures.size() < ENOUGH; i++) {
                attack(target, "case " + i, input(target.name(), i, target.examples()), counts, failures);
            }
        }
        return new Report(seed, counts, failures, Duration.ofNanos(System.nanoTime() - begin), before, Usage.now());
    }

    private static void attack(Target target, String which, Input input, Map<String, Map<Result, Integer>> counts,
            List<String> failures) {
        long begin = System.nanoTime();
        try {
            Result result = target.attack().apply(input);
            counts.computeIfAbsent(target.name(), any -> new EnumMap<>(Result.class)).merge(result, 1, Integer::sum);
            if (System.nanoTime() - begin > LONGEST.toNanos()) {
                failures.add(describe(target, which, input, "took " + (System.nanoTime() - begin) / 1_000_000 + " ms"));
            }
        } catch (RuntimeException | StackOverflowError | AssertionError | OutOfMemoryError e) {
            failures.add(describe(target, which, input, e + at(e)));
        }
    }

    private static String at(Throwable failure) {
        Throwable cause = failure.getCause();
        return cause == null ? " at " + List.of(failure.getStackTrace()).stream().findFirst() : " because of " + cause + at(cause);
    }

    private static String describe(Target target, String which, Input input, String problem) {
        String text = input.text();
        boolean plain = text.length() <= 600 && text.getBytes(StandardCharsets.UTF_8).length == input.bytes().length
                && text.chars().noneMatch(Character::isISOControl);
        String shown = plain ? text : "Base64 " + Base64.getEncoder().encodeToString(input.bytes());
        return target.name() + ", " + which + ": " + cut(problem, 600) + "\n    " + cut(shown, 400);
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most) + " (" + text.length() + " characters)";
    }
}
