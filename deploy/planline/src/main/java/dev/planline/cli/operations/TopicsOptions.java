package dev.planline.cli.operations;

import dev.planline.cli.console.CommandFailed;
import dev.planline.client.Topics;
import dev.planline.wire.Decoded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option for the file that declares the topics. */
final class TopicsOptions {

    @Option(names = "--file", paramLabel = "FILE", description = "Declares the topics instead of the file that is built in.")
    private @Nullable Path file;

    Topics topics(String prefix) {
        if (file == null) {
            return Topics.declared(prefix);
        }
        return switch (Topics.of(content(file), prefix)) {
            case Decoded.Value<Topics>(Topics topics) -> topics;
            case Decoded.Malformed<Topics> malformed -> throw CommandFailed.badInput(file + ": " + malformed.message());
        };
    }

    private static byte[] content(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw CommandFailed.badInput("--file: there is no file " + file);
        } catch (IOException e) {
            throw CommandFailed.badInput("--file: cannot read " + file + ": " + e.getMessage());
        }
    }
}
