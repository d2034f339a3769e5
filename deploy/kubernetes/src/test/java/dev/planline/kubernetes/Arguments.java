package dev.planline.kubernetes;

import dev.planline.cli.console.Console;
import dev.planline.cli.dev.DevCommands;
import dev.planline.cli.operations.OperationCommands;
import dev.planline.cli.worker.WorkerCommands;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

/** The arguments of a container, as the command line reads them. */
final class Arguments {

    private static final Map<String, Function<Console, CommandLine>> COMMANDS = Map.of(
            "planner", WorkerCommands::planner,
            "router", WorkerCommands::router,
            "validator", WorkerCommands::validator,
            "sink", WorkerCommands::sink,
            "dev", DevCommands::dev,
            "topics", OperationCommands::topics);

    private Arguments() {}

    /** Adds what the command line would refuse. */
    static void check(Workload workload, Problems problems) {
        List<String> arguments = arguments(workload);
        String command = arguments.isEmpty() ? "" : arguments.getFirst();
        if (!COMMANDS.containsKey(command)) {
            problems.add(workload.place(), "there is no command \"" + command + "\"");
            return;
        }
        try {
            var _ = parsed(arguments);
        } catch (CommandLine.ParameterException e) {
            problems.add(workload.place(), String.valueOf(e.getMessage()));
        }
    }

    /** The value of an option, if it is given and the arguments are right. */
    static Optional<String> of(Workload workload, String option) {
        List<String> arguments = arguments(workload);
        if (arguments.isEmpty() || !COMMANDS.containsKey(arguments.getFirst())) {
            return Optional.empty();
        }
        try {
            CommandLine.ParseResult result = parsed(arguments);
            while (result.hasSubcommand()) {
                result = result.subcommand();
            }
            Object value = result.matchedOptionValue(option, null);
            return Optional.ofNullable(value).map(Object::toString);
        } catch (CommandLine.ParameterException e) {
            return Optional.empty();
        }
    }

    private static List<String> arguments(Workload workload) {
        return workload.container().path("args").valueStream().map(JsonNode::asString).toList();
    }

    private static CommandLine.ParseResult parsed(List<String> arguments) {
        var out = new PrintStream(PrintStream.nullOutputStream());
        var console = new Console(InputStream.nullInputStream(), out, out, Map.of(), Path.of(""), () -> false);
        Function<Console, CommandLine> maker = COMMANDS.getOrDefault(arguments.getFirst(), WorkerCommands::planner);
        return maker.apply(console).parseArgs(arguments.subList(1, arguments.size()).toArray(String[]::new));
    }
}
