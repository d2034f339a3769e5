package dev.planline.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What can be read off the sources alone. */
class SourcesTest {

    private static final Path ROOT = Path.of("../..");
    private static final List<String> MODULES = List.of("common", "planner-worker", "router-worker", "validator-worker", "trajectory-sink",
            "deploy/embedded-kafka", "deploy/brokers", "deploy/chaos", "deploy/planline", "deploy/image", "deploy/kubernetes",
            "benchmarks");
    private static final int LONGEST = 400;
    private static final int MEDIAN_BELOW = 80;

    @Test
    void everyModuleIsLookedAt() throws IOException {
        try (Stream<Path> poms = Files.find(ROOT, 3,
                (path, attributes) -> path.endsWith("pom.xml") && !path.toString().contains("/target/"))) {
            assertThat(poms.map(pom -> ROOT.relativize(pom.getParent()).toString()).filter(module -> !module.isEmpty()))
                    .containsExactlyInAnyOrderElementsOf(MODULES);
        }
    }

    @Test
    void filesAreShort() {
        List<Integer> lengths = main().map(SourcesTest::lines).sorted().toList();
        assertThat(lengths.getLast()).isLessThanOrEqualTo(LONGEST);
        assertThat(lengths.get(lengths.size() / 2)).isLessThan(MEDIAN_BELOW);
    }

    @Test
    void everyPackageSaysWhatItIsForAndIsNullMarked() {
        List<Path> packages = main().map(Path::getParent).distinct().toList();
        assertThat(packages).allSatisfy(folder -> assertThat(folder.resolve("package-info.java")).content()
                .startsWith("/**").contains("@NullMarked"));
    }

    private static Stream<Path> main() {
        return MODULES.stream().map(module -> ROOT.resolve(module).resolve("src/main/java")).filter(Files::exists)
                .flatMap(SourcesTest::files);
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int lines(Path file) {
        try {
            return Files.readAllLines(file).size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
