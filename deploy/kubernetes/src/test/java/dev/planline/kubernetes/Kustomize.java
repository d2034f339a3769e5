package dev.planline.kubernetes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The real tool, where it is installed: the one in kubectl. */
final class Kustomize {

    private static final Pattern VERSION = Pattern.compile("Kustomize Version: v(\\d+)\\.");
    private static final int OLDEST = 5;

    private Kustomize() {}

    /** Why it cannot be run here; empty if it can. */
    static Optional<String> hindrance() throws InterruptedException {
        try {
            Matcher version = VERSION.matcher(run(List.of("kubectl", "version", "--client")));
            return version.find() && Integer.parseInt(version.group(1)) >= OLDEST
                    ? Optional.empty()
                    : Optional.of("kubectl has no kustomize of version " + OLDEST + " or later");
        } catch (IOException e) {
            return Optional.of("kubectl is not installed");
        }
    }

    /** What a folder makes. */
    static String build(Path folder) throws IOException, InterruptedException {
        return run(List.of("kubectl", "kustomize", folder.toString()));
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroy();
            throw new IOException(String.join(" ", command) + ": " + output);
        }
        return output;
    }
}
