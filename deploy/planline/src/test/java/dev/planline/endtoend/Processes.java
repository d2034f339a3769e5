package dev.planline.endtoend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What runs on this machine, as Linux itself says it: {@link ProcessHandle} knows nothing of command lines that are as long as a class path. */
final class Processes {

    private static final Path ALL = Path.of("/proc");

    private Processes() {}

    /** The ids of those that have this text in their command line. */
    static List<Long> with(String text) throws IOException {
        var found = new ArrayList<Long>();
        try (var processes = Files.newDirectoryStream(ALL, "[0-9]*")) {
            for (Path process : processes) {
                if (commandLine(process.resolve("cmdline")).contains(text)) {
                    found.add(Long.valueOf(process.getFileName().toString()));
                }
            }
        }
        return found;
    }

    private static String commandLine(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return ""; // it has ended meanwhile
        }
    }
}
