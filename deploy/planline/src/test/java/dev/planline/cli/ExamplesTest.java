package dev.planline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.cli.console.Console;
import dev.planline.testkit.GeneratedFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine;

/** What the README and the help show can be typed as it stands. */
class ExamplesTest {

    private static final Pattern IN_README = Pattern.compile("^ {4}.*?\\./planline (.+?)( +#.*)?$", Pattern.MULTILINE);
    private static final Pattern IN_HELP = Pattern.compile("\\bplanline ([a-z]+ [^'].*)");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    @TestFactory
    Stream<DynamicTest> ofTheReadme() throws IOException {
        return examples(IN_README, Files.readString(GeneratedFile.root().resolve("README.md"))).map(this::parses);
    }

    @TestFactory
    Stream<DynamicTest> ofTheHelp() {
        return all(root()).flatMap(line -> Arrays.stream(line.getCommandSpec().usageMessage().footer()))
                .filter(text -> text.startsWith("Example") || text.startsWith("   "))
                .flatMap(text -> examples(IN_HELP, text.replace("\\\"", "\"")))
                .filter(example -> !example.contains("${"))
                .map(this::parses);
    }

    @Test
    void theReadmeShowsEveryCommand() throws IOException {
        String readme = Files.readString(GeneratedFile.root().resolve("README.md"));
        List<String> shown = examples(IN_README, readme).map(example -> example.split(" ")[0]).distinct().toList();
        assertThat(shown).containsExactlyInAnyOrderElementsOf(root().getSubcommands().keySet());
    }

    private DynamicTest parses(String example) {
        return DynamicTest.dynamicTest(example, () -> {
            String[] words = WORD.matcher(example).results().map(word -> word.group(1) == null ? word.group(2) : word.group(1))
                    .toArray(String[]::new);
            assertThat(root().parseArgs(words).errors()).isEmpty();
        });
    }

    private static Stream<String> examples(Pattern pattern, String text) {
        return pattern.matcher(text).results().map((MatchResult found) -> found.group(1).strip());
    }

    private static Stream<CommandLine> all(CommandLine line) {
        return Stream.concat(Stream.of(line), line.getSubcommands().values().stream().flatMap(ExamplesTest::all));
    }

    private static CommandLine root() {
        var nowhere = new PrintStream(OutputStream.nullOutputStream());
        var console = new Console(InputStream.nullInputStream(), nowhere, nowhere, Map.of(), GeneratedFile.root(), () -> false);
        var line = new CommandLine(new PlanlineCommand());
        new Commands().addTo(line, console, List.of());
        return line.setCaseInsensitiveEnumValuesAllowed(true);
    }
}
