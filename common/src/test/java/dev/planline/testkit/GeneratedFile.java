package dev.planline.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of the repository that is generated: compared with what would be generated now, or rewritten with {@code -Dupdate}. */
public final class GeneratedFile {

    private GeneratedFile() {}

    /** Fails unless the file, named from the root of the repository, holds this text. */
    public static void check(String name, String expected) throws IOException {
        Path file = root().resolve(name);
        if (System.getProperty("update") != null) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, expected);
            return;
        }
        assertThat(file).as("run the test again with -Dupdate to write it").exists();
        assertThat(Files.readString(file)).as("%s is out of date; run the test again with -Dupdate to rewrite it", name)
                .isEqualTo(expected);
    }

    /** The root of the repository. */
    public static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("common/pom.xml"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
