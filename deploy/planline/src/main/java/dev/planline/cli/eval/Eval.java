package dev.planline.cli.eval;

import dev.planline.cli.console.CommandFailed;
import dev.planline.cli.console.Console;
import dev.planline.cli.console.Exit;
import dev.planline.cli.console.JsonLines;
import dev.planline.cli.console.OutputOptions;
import dev.planline.cli.console.Progress;
import dev.planline.cli.console.Splitter;
import dev.planline.cli.console.Table;
import dev.planline.cli.dataset.TaskBench;
import dev.planline.model.Trajectory;
import dev.planline.planner.recall.ExemplarIndex;
import dev.planline.planner.recall.RecallPlanner;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures how well the recall planner plans goals that it has never seen. */
@Command(name = "eval", mixinStandardHelpOptions = true, description = {
    "Measures how well the recall planner plans goals that it has never seen.",
    "A part of the data set is held out, the planner learns from the rest, and each goal of that part is planned. Nothing is published, and no cluster is needed.",
    "A line of the data set is a trajectory, or a solved request in the form of TaskBench."
}, footer = {"", "Example: planline eval requests.jsonl --held-out 0.1 --rounds 5"})
final class Eval implements Callable<Integer> {

    private static final int BATCH = 1_000;

    private final Console console;

    @Mixin
    private final OutputOptions output;

    @Parameters(paramLabel = "DATASET", description = "Trajectories or solved requests, one JSON object a line; - for standard input.")
    private String file = "";

    @Option(names = "--train", paramLabel = "FILE", description = "Learns from this file instead, and holds out all of the data set.")
    private @Nullable String train;

    @Option(names = "--held-out", paramLabel = "SHARE", defaultValue = "0.1", description = "Share of the data set that is held out. Default: ${DEFAULT-VALUE}.")
    private double share;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Chooses the part that is held out. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "1", description = "So many parts, one after the other, none of which share a request. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(names = "--least-confidence", paramLabel = "SHARE", defaultValue = "0", description = "Below it the planner gives no answer. Default: ${DEFAULT-VALUE}.")
    private double leastConfidence;

    Eval(Console console) {
        this.console = console;
        this.output = new OutputOptions(console);
    }

    /** What is printed as JSON. */
    private record Result(int exemplars, long seed, List<Evaluation> rounds, Evaluation mean) {}

    @Override
    public Integer call() throws InterruptedException {
        check();
        List<Trajectory> data = read(file);
        Collections.shuffle(data, new Random(seed));
        List<Trajectory> learnt = train == null ? List.of() : read(train);
        int part = train == null ? (int) (data.size() * share) : data.size();
        if (part == 0 || (train == null && part >= data.size())) {
            throw CommandFailed
                    .badInput("--held-out: " + share + " of " + data.size() + " requests leaves nothing to hold out or to learn from");
        }
        var evaluations = new ArrayList<Evaluation>();
        try (Progress progress = Progress.of(console, "planned", (long) rounds * part)) {
            for (int round = 0; round < rounds; round++) {
                int from = round * part;
                long before = (long) round * part;
                List<Trajectory> heldOut = data.subList(from, from + part);
                List<Trajectory> rest = train == null ? without(data, from, from + part) : learnt;
                evaluations.add(evaluate(rest, heldOut, done -> progress.at(before + done)));
            }
        }
        int exemplars = train == null ? data.size() - part : learnt.size();
        report(new Result(exemplars, seed, evaluations, mean(evaluations)));
        return Exit.DONE;
    }

    private void check() {
        if (!(share > 0 && share < 1)) {
            throw CommandFailed.badInput("--held-out: is " + share + "; must lie between 0 and 1");
        }
        if (rounds < 1 || (train != null && rounds > 1) || (train == null && rounds * share > 1.0001)) {
            throw CommandFailed.badInput("--rounds: is " + rounds + "; must be 1"
                    + (train == null ? " to " + (int) (1.0001 / share) + ", so that no two parts share a request" : " with --train"));
        }
    }

    private List<Trajectory> read(String from) {
        var trajectories = new ArrayList<Trajectory>();
        try (var lines = JsonLines.of(TaskBench::trajectory, Splitter.LINES, from, console.in())) {
            lines.check(Trajectory::trajectoryId);
            lines.forEach(trajectories::add);
        }
        return trajectories;
    }

    private static List<Trajectory> without(List<Trajectory> all, int from, int to) {
        return IntStream.range(0, all.size()).filter(i -> i < from || i >= to).mapToObj(all::get).toList();
    }

    private Evaluation evaluate(List<Trajectory> learnt, List<Trajectory> heldOut, LongConsumer done) throws InterruptedException {
        try (ExemplarIndex exemplars = ExemplarIndex.inMemory()) {
            for (int from = 0; from < learnt.size(); from += BATCH) {
                exemplars.add(learnt.subList(from, Math.min(from + BATCH, learnt.size())));
            }
            return Evaluation.of(new RecallPlanner(exemplars, leastConfidence), heldOut, done);
        }
    }

    private static Evaluation mean(List<Evaluation> all) {
        return new Evaluation(all.stream().mapToInt(Evaluation::requests).sum(), mean(all, Evaluation::nodeF1),
                mean(all, Evaluation::linkF1),
                mean(all, Evaluation::accuracy), mean(all, Evaluation::answered), mean(all, Evaluation::confidence),
                mean(all, Evaluation::milliseconds));
    }

    private static double mean(List<Evaluation> all, ToDoubleFunction<Evaluation> value) {
        return all.stream().mapToDouble(value).average().orElse(0);
    }

    private void report(Result result) {
        Table table = Table.of("HELD OUT", "REQUESTS", "NODE-F1", "LINK-F1", "ACCURACY", "ANSWERED", "CONFIDENCE", "MS A PLAN");
        for (int i = 0; i < result.rounds().size(); i++) {
            row(table, "part " + (i + 1), result.rounds().get(i));
        }
        if (result.rounds().size() > 1) {
            row(table, "mean", result.mean());
        }
        output.print(result, table);
        console.say("learnt from " + result.exemplars() + " exemplars, seed " + seed);
    }

    private static void row(Table table, String name, Evaluation evaluation) {
        table.row(name, evaluation.requests(), fixed(evaluation.nodeF1()), fixed(evaluation.linkF1()), fixed(evaluation.accuracy()),
                fixed(evaluation.answered()), fixed(evaluation.confidence()),
                String.format(Locale.ROOT, "%.2f", evaluation.milliseconds()));
    }

    private static String fixed(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
