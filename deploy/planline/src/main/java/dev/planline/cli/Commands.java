package dev.planline.cli;

import dev.planline.cli.console.Console;
import dev.planline.cli.control.ControlCommands;
import dev.planline.cli.deadletters.DeadLetterCommands;
import dev.planline.cli.dev.DevCommands;
import dev.planline.cli.eval.EvalCommands;
import dev.planline.cli.operations.OperationCommands;
import dev.planline.cli.pool.PoolCommands;
import dev.planline.cli.registry.RegistryCommands;
import dev.planline.cli.shadow.ShadowCommands;
import dev.planline.cli.task.TaskCommands;
import dev.planline.cli.verify.Verify;
import dev.planline.cli.worker.WorkerCommands;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine;

/** The commands by name. Only those that are needed are made, because each costs time at the start. */
final class Commands {

    private final Map<String, Function<Console, CommandLine>> makers = new LinkedHashMap<>();

    Commands() {
        makers.put("dev", DevCommands::dev);
        makers.put("demo", DevCommands::demo);
        makers.put("planner", WorkerCommands::planner);
        makers.put("router", WorkerCommands::router);
        makers.put("validator", WorkerCommands::validator);
        makers.put("sink", WorkerCommands::sink);
        makers.put("submit", TaskCommands::submit);
        makers.put("get", TaskCommands::get);
        makers.put("tail", TaskCommands::tail);
        makers.put("agents", RegistryCommands::agents);
        makers.put("rules", RegistryCommands::rules);
        makers.put("trajectories", PoolCommands::trajectories);
        makers.put("replay", PoolCommands::replay);
        makers.put("eval", EvalCommands::eval);
        makers.put("shadow", ShadowCommands::shadow);
        makers.put("dlq", DeadLetterCommands::deadLetters);
        makers.put("topics", OperationCommands::topics);
        makers.put("lag", OperationCommands::lag);
        makers.put("verify", Verify::command);
        makers.put("workers", ControlCommands::workers);
    }

    /** Adds the command that the arguments begin with; all of them if it is not known yet which one is meant. */
    void addTo(CommandLine root, Console console, List<String> arguments) {
        Map<String, Function<Console, CommandLine>> some = makers;
        if (!arguments.isEmpty() && makers.containsKey(arguments.getFirst())) {
            some = new LinkedHashMap<>(makers);
            some.keySet().retainAll(List.of(arguments.getFirst()));
        }
        some.forEach((name, maker) -> root.addSubcommand(name, maker.apply(console)));
    }
}
