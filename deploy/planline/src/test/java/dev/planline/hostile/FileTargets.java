package dev.planline.hostile;

import dev.planline.cli.console.CommandFailed;
import dev.planline.cli.console.Console;
import dev.planline.cli.console.JsonLines;
import dev.planline.cli.registry.EntryFile;
import dev.planline.client.TaskRequest;
import dev.planline.exchange.Atif;
import dev.planline.model.Agent;
import dev.planline.model.RoutingRule;
import dev.planline.model.Trajectory;
import dev.planline.redaction.Redactor;
import dev.planline.runtime.WorkerKeys;
import dev.planline.settings.InvalidSettings;
import dev.planline.settings.SettingsReader;
import dev.planline.testkit.hostile.Refusals;
import dev.planline.testkit.hostile.Target;
import dev.planline.testkit.hostile.Target.Input;
import dev.planline.testkit.hostile.Target.Result;
import dev.planline.wire.Codec;
import dev.planline.wire.Decoded;
import dev.planline.wire.Topic;
import dev.planline.wire.WireTargets;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Files that people hand over, and the redaction of what is imported, as targets of hostile input. */
final class FileTargets {

    private static final String SETTINGS = """
            bootstrap.servers=a:1
            concurrency=9
            record.deadline=5s
            value.max.bytes=2MiB
            kafka.acks=all
            rate.limit=1.5
            """;

    private static final Codec CODEC = new Codec();

    private final Path file;

    FileTargets(Path directory) {
        file = directory.resolve("settings.properties");
    }

    List<Target> all() {
        Input trajectory = WireTargets.example(Topic.TRAJECTORIES);
        return List.of(
                new Target("atif", 10, List.of(Input.of(document(trajectory))), FileTargets::atif),
                new Target("jsonl", 5, List.of(Input.of("{\"goal\":\"g\"}\n\n{\"taskId\":\"t\",\"goal\":\"h\"}\n")), FileTargets::lines),
                new Target("agents.yaml", 8, List.of(example("agents.yaml"), bomb()), input -> entries(Agent.class, input)),
                new Target("rules.yaml", 8, List.of(example("rules.yaml"), bomb()), input -> entries(RoutingRule.class, input)),
                new Target("redaction", 10, List.of(trajectory, Input.of("{\"goal\":\"token ghp_" + "a1B2".repeat(9) + "\"}")),
                        FileTargets::redacted),
                new Target("settings", 5,
                        List.of(Input.of(SETTINGS)), this::settings));
    }

    private static byte[] document(Input trajectory) {
        return CODEC.encode(Atif.of(WireTargets.value(Trajectory.class, trajectory)));
    }

    private static Input example(String name) {
        try {
            return Input.of(Files.readAllBytes(Path.of("../../examples", name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A billion laughs. */
    private static Input bomb() {
        var text = new StringBuilder("a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha]\n");
        for (int i = 1; i < 12; i++) {
            text.append("a").append(i).append(": &a").append(i).append(" [").append(("*a" + (i - 1) + ", ").repeat(8)).append("*a")
                    .append(i - 1).append("]\n");
        }
        return Input.of(text.toString());
    }

    private static Result atif(Input input) {
        return WireTargets.check(Atif.read(input.bytes()), CODEC, Trajectory.class);
    }

    private static Result lines(Input input) {
        try (var lines = JsonLines.of(TaskRequest.class, "-", new ByteArrayInputStream(input.bytes()))) {
            lines.check(TaskRequest::taskId);
            return Result.ACCEPTED;
        } catch (CommandFailed e) {
            return Refusals.inOurWords(e.getMessage());
        }
    }

    private static <V extends Record> Result entries(Class<V> type, Input input) {
        var nowhere = new PrintStream(OutputStream.nullOutputStream(), /* autoFlush= */ true, StandardCharsets.UTF_8);
        var console = new Console(new ByteArrayInputStream(input.bytes()), nowhere, nowhere, Map.of(), Path.of("."), () -> false);
        try {
            EntryFile.read(type, "-", console).values()
                    .forEach(entry -> WireTargets.check(CODEC.decode(type, CODEC.encode(entry)), CODEC, type));
            return Result.ACCEPTED;
        } catch (CommandFailed e) {
            return Refusals.inOurWords(e.getMessage());
        }
    }

    private static Result redacted(Input input) {
        var redactor = new Redactor(count -> {});
        byte[] once = redactor.redact(input.bytes());
        if (!Arrays.equals(redactor.redact(once), once)) {
            throw new AssertionError("redacted twice it is something else");
        }
        boolean before = CODEC.decode(Trajectory.class, input.bytes()) instanceof Decoded.Value;
        if (before && CODEC.decode(Trajectory.class, once) instanceof Decoded.Malformed<Trajectory> malformed) {
            throw new AssertionError("redacted it is refused: " + malformed.message());
        }
        return before ? Result.ACCEPTED : Result.REFUSED;
    }

    private Result settings(Input input) {
        try {
            Files.write(file, input.bytes());
            var settings = SettingsReader.of(WorkerKeys.all()).read(Optional.of(file), Map.of(), Map.of());
            WorkerKeys.read(settings, "fuzz");
            return Result.ACCEPTED;
        } catch (InvalidSettings e) {
            return Refusals.inOurWords(e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
