package dev.planline.cli.worker;

import dev.planline.cli.console.Console;
import dev.planline.planner.PlannerMain;
import dev.planline.router.RouterMain;
import dev.planline.sink.SinkMain;
import dev.planline.validator.ValidatorMain;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Makes the commands {@code planner}, {@code router}, {@code validator} and {@code sink}. */
public final class WorkerCommands {

    private WorkerCommands() {}

    /** The command {@code planner}. */
    public static CommandLine planner(Console console) {
        return new CommandLine(new Planner(console));
    }

    /** The command {@code router}. */
    public static CommandLine router(Console console) {
        return new CommandLine(new Router(console));
    }

    /** The command {@code validator}. */
    public static CommandLine validator(Console console) {
        return new CommandLine(new Validator(console));
    }

    /** The command {@code sink}. */
    public static CommandLine sink(Console console) {
        return new CommandLine(new Sink(console));
    }

    @Command(name = "planner", description = "Runs a planner: turns tasks into plans.")
    private static final class Planner extends RunService {
        Planner(Console console) {
            super(console, PlannerMain.SPEC);
        }
    }

    @Command(name = "router", description = "Runs a router: chooses an agent for each step of a plan.")
    private static final class Router extends RunService {
        Router(Console console) {
            super(console, RouterMain.SPEC);
        }
    }

    @Command(name = "validator", description = "Runs a validator: checks routed plans, and accepts, rejects or abandons them.")
    private static final class Validator extends RunService {
        Validator(Console console) {
            super(console, ValidatorMain.SPEC);
        }
    }

    @Command(name = "sink", description = "Runs the sink: folds the log into the pool and the replay buffer, and serves them.")
    private static final class Sink extends RunService {
        Sink(Console console) {
            super(console, SinkMain.SPEC);
        }
    }
}
