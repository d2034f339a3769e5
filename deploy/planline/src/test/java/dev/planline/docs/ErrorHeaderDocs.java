package dev.planline.docs;

import dev.planline.testkit.GeneratedFile;
import dev.planline.wire.ErrorHeaders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The headers of a dead letter with what their source says about them. */
final class ErrorHeaderDocs {

    private static final Pattern HEADER = Pattern.compile("/\\*\\* (.+?) \\*/\\s+public static final String \\w+ = \"(.+?)\";");

    private ErrorHeaderDocs() {}

    /** Those that every dead letter has. */
    static List<String> required() {
        return found().stream().filter(header -> !header.group(1).contains("absent if")).map(header -> header.group(2)).toList();
    }

    static String properties() {
        return found().stream()
                .map(header -> "        " + header.group(2) + ": {type: string, description: \"" + header.group(1) + "\"}\n")
                .collect(Collectors.joining());
    }

    private static List<MatchResult> found() {
        String file = "common/src/main/java/" + ErrorHeaders.class.getName().replace('.', '/') + ".java";
        try {
            return HEADER.matcher(Files.readString(GeneratedFile.root().resolve(file))).results().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
