package dev.planline.cli;

import dev.planline.testkit.hostile.Target;
import dev.planline.testkit.hostile.Target.Input;
import dev.planline.testkit.hostile.Target.Result;
import java.util.ArrayList;
import java.util.List;

/**
 * Command lines as a target of hostile input: arguments are the lines of an input. The last of them is an option that no command has, so that
 * none of them does anything.
 */
public final class CommandLineTarget {

    private static final List<String> LINES = List.of("submit --goal text", "get t-1", "tail validated --from-beginning",
            "dlq show tasks-4@0", "dlq list --limit 3", "replay sample prioritized --seed 7 -n 3", "replay prioritize prioritized a=2.5",
            "trajectories parents -n 2 --distinct --rule dgm --alpha 1.5", "trajectories list --min-score 0.5 --since 2026-12-01T00:00:00Z",
            "agents apply -", "rules apply - --dry-run --recent 3", "workers limit planner --rate 3 --concurrency 4",
            "shadow router --from 2h", "topics check", "dev --port 8080 --kafka-port 9092", "eval x --seed 3");

    private CommandLineTarget() {}

    public static Target target() {
        return new Target("command line", 2, LINES.stream().map(line -> Input.of(line.replace(' ', '\n'))).toList(),
                CommandLineTarget::run);
    }

    private static Result run(Input input) {
        List<String> arguments = new ArrayList<>(input.text().lines().toList());
        arguments.addAll(List.of("--no-such-option", "--no-such-option")); // the first may be the value of an option before it
        CommandLineRun run = CommandLineRun.of(arguments.toArray(String[]::new));
        if (run.exit() != 0 && run.exit() != 2) {
            throw new AssertionError("ends with " + run.exit() + ": " + run.err());
        }
        String said = run.out() + run.err();
        if (said.chars().anyMatch(sign -> Character.isISOControl(sign) && sign != '\n' && sign != '\t' && sign != '\r')) {
            throw new AssertionError("says what a terminal obeys: " + run.err());
        }
        if (run.err().contains("unexpected: ") || run.err().contains("\tat ")) {
            throw new AssertionError(run.err());
        }
        return run.exit() == 0 ? Result.ACCEPTED : Result.REFUSED;
    }
}
