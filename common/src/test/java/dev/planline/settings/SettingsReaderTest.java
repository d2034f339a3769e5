package dev.planline.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsReaderTest {

    private enum Colour {
        DARK_RED,
        BLUE
    }

    private static final Definition<String> HOST = Definition.text("store.host", "Where it is.");
    private static final Definition<Integer> ROUNDS = Definition.integer("rounds.max", "How many.").orElse("3").where(Rule.between(1, 10));
    private static final Definition<Duration> PAUSE = Definition.duration("pause", "How long.").orElse("20ms");
    private static final Definition<Long> SIZE = Definition.bytes("size", "How much.").orElse("64MiB").where(Rule.atLeast(1_024L));
    private static final Definition<String> WORD = Definition.text("store.word", "What opens it.").optional().secret();
    private static final Definition<Colour> COLOUR = Definition.oneOf(Colour.class, "colour", "Which.").orElse("dark-red")
            .alsoFrom("COLOUR");
    private static final SettingsReader READER = SettingsReader.of(List.of(HOST, ROUNDS, PAUSE, SIZE, WORD, COLOUR));

    @TempDir
    private Path folder;

    @Test
    void whatIsNotSetHasItsDefault() {
        Settings settings = read(Map.of(), Map.of("store.host", "here"));
        assertThat(settings.get(ROUNDS)).isEqualTo(3);
        assertThat(settings.get(PAUSE)).isEqualTo(Duration.ofMillis(20));
        assertThat(settings.get(SIZE)).isEqualTo(64L << 20);
        assertThat(settings.find(WORD)).isEmpty();
        assertThat(settings.get(COLOUR)).isEqualTo(Colour.DARK_RED);
    }

    @Test
    void whatIsGivenDirectlyWinsOverTheEnvironmentAndThatOverTheFile() throws IOException {
        Path file = file("store.host = file", "rounds.max=4", "pause=1s");
        Settings settings = READER.read(
                Optional.of(file), Map.of("PLANLINE_STORE_HOST", "environment", "PLANLINE_ROUNDS_MAX", "5"),
                Map.of("store.host", "direct"));
        assertThat(settings.get(HOST)).isEqualTo("direct");
        assertThat(settings.get(ROUNDS)).isEqualTo(5);
        assertThat(settings.get(PAUSE)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aSecondNameInTheEnvironmentGivesWayToTheUsualOne() {
        assertThat(read(Map.of("COLOUR", "blue"), Map.of("store.host", "h")).get(COLOUR)).isEqualTo(Colour.BLUE);
        assertThat(read(Map.of("COLOUR", "blue", "PLANLINE_COLOUR", "dark-red"), Map.of("store.host", "h")).get(COLOUR))
                .isEqualTo(Colour.DARK_RED);
    }

    @Test
    void allProblemsAreReportedAtOnceWithTheirPlace() throws IOException {
        Path file = file("rounds.max=0", "rounds.maxx=1", "pause=soon", "pause=later");
        InvalidSettings invalid = catchThrowableOfType(
                InvalidSettings.class,
                () -> READER.read(Optional.of(file), Map.of("PLANLINE_SIZE", "12 parsecs", "COLOUR", "green"), Map.of()));
        assertThat(invalid.problems().stream().map(problem -> problem.line().replace(file.toString(), "FILE"))).containsExactly(
                "pause: stands twice (FILE)",
                "rounds.maxx: unknown key; did you mean \"rounds.max\"? (FILE)",
                "store.host: is required; also read from PLANLINE_STORE_HOST",
                "rounds.max: is \"0\"; must be 1 to 10 (FILE)",
                "pause: is \"later\"; must be: time such as 20ms, 30s or 5m (FILE)",
                "size: is \"12 parsecs\"; must be: size such as 512KiB or 64MiB (PLANLINE_SIZE)",
                "colour: is \"green\"; must be: one of dark-red, blue (COLOUR)");
        assertThat(invalid).hasMessageStartingWith("these settings are not usable:\n  pause: stands twice");
    }

    @Test
    void aFileThatIsMissingOrBrokenIsAProblem() throws IOException {
        Path missing = folder.resolve("none.properties");
        assertThatThrownBy(() -> READER.read(Optional.of(missing), Map.of(), Map.of()))
                .hasMessageContaining(missing + ": there is no such file");
        Path broken = file("store.host=\\u12");
        assertThatThrownBy(() -> READER.read(Optional.of(broken), Map.of(), Map.of())).hasMessageContaining(broken + ": cannot be read: ");
    }

    @Test
    void optionsOfTheClientsPassThroughUnchecked() throws IOException {
        Path file = file("store.host=h", "kafka.sasl.jaas.config=x", "kafka.any.thing=1");
        Settings settings = READER.read(Optional.of(file), Map.of("PLANLINE_KAFKA_SECURITY_PROTOCOL", "SSL"), Map.of());
        assertThat(settings.kafka()).isEqualTo(Map.of("sasl.jaas.config", "x", "any.thing", "1", "security.protocol", "SSL"));
    }

    @Test
    void valuesAreShownWithTheirPlaceAndSecretsAreMasked() {
        Settings settings = read(
                Map.of("PLANLINE_STORE_WORD", "sesame", "PLANLINE_KAFKA_SSL_KEY_PASSWORD", "p", "PLANLINE_KAFKA_SSL_KEYSTORE_KEY", "k"),
                Map.of("store.host", "h", "kafka.linger.ms", "5"));
        assertThat(settings.effective()).containsExactly(
                "colour=dark-red # default",
                "kafka.linger.ms=5 # given directly",
                "kafka.ssl.key.password=******** # PLANLINE_KAFKA_SSL_KEY_PASSWORD",
                "kafka.ssl.keystore.key=******** # PLANLINE_KAFKA_SSL_KEYSTORE_KEY",
                "pause=20ms # default",
                "rounds.max=3 # default",
                "size=64MiB # default",
                "store.host=h # given directly",
                "store.word=******** # PLANLINE_STORE_WORD");
    }

    @Test
    void whatKafkaHidesIsMasked() {
        Map<String, String> given = Stream.of(ProducerConfig.configDef(), ConsumerConfig.configDef(), AdminClientConfig.configDef())
                .flatMap(options -> options.configKeys().values().stream()).filter(option -> option.type == ConfigDef.Type.PASSWORD)
                .map(option -> "kafka." + option.name).distinct().collect(Collectors.toMap(key -> key, _ -> "sesame"));
        given.put("kafka.sasl.oauthbearer.assertion.private.key.passphrase", "sesame");
        given.put("kafka.plugin.pass", "password=sesame7");
        given.put("store.host", "h");
        List<String> shown = read(Map.of(), given).effective();
        assertThat(given).containsKeys("kafka.sasl.jaas.config", "kafka.ssl.keystore.key");
        assertThat(shown.stream().filter(line -> line.contains("=********"))).hasSize(given.size() - 2);
        assertThat(shown).contains("kafka.plugin.pass=password=[redacted:password] # given directly")
                .noneMatch(line -> line.contains("sesame"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:postgresql://h/db?user=u&password=sesame", "jdbc:postgresql://u:sesame@h/db", "http://u:sesame@h:4318"})
    void aPasswordInAnAddressIsNotShownWhereverItStands(String address) {
        Definition<String> free = Definition.text("free", "").optional();
        Definition<String> bound = Definition.text("bound", "").optional().where(new Rule<>("short", text -> text.length() < 9));
        SettingsReader reader = SettingsReader.of(List.of(free, bound));
        assertThat(reader.read(Optional.empty(), Map.of(), Map.of("free", address)).effective().toString()).contains("[redacted:password]")
                .doesNotContain("sesame");
        assertThatThrownBy(() -> reader.read(Optional.empty(), Map.of(), Map.of("bound", address))).isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("[redacted:password]").hasMessageNotContaining("sesame");
    }

    @Test
    void aSecretThatIsRefusedIsNotShown() {
        Definition<String> word = Definition.text("word", "").secret().where(new Rule<>("long enough", text -> text.length() > 8));
        assertThatThrownBy(() -> SettingsReader.of(List.of(word)).read(Optional.empty(), Map.of("PLANLINE_WORD", "sesame"), Map.of()))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("word: must be long enough")
                .hasMessageNotContaining("sesame");
    }

    @Test
    void unknownNamesInTheEnvironmentAreNoticedButNotRefused() {
        Settings settings = read(
                Map.of("PLANLINE_SINK_SERVICE_HOST", "10.0.0.1", "PLANLINE_ROUND_MAX", "2", "PLANLINE_LOG_FORMAT", "json", "HOME",
                        "/"),
                Map.of("store.host", "h"));
        assertThat(settings.notices()).containsExactlyInAnyOrder(
                "PLANLINE_SINK_SERVICE_HOST is in the environment, but there is no setting of that name",
                "PLANLINE_ROUND_MAX is in the environment, but there is no setting of that name; did you mean \"rounds.max\"?");
    }

    @ParameterizedTest
    @CsvSource({"90, 90", "90b, 90", "2KiB, 2048", "1 gib, 1073741824"})
    void sizesHaveUnits(String text, long bytes) {
        assertThat(Definition.bytes("x", "").parse(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "5x", "-5s", "1.5s", "999999999999999999d"})
    void timesWithoutAKnownUnitAreRefused(String text) {
        assertThatThrownBy(() -> Definition.duration("x", "").parse(text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("must be: time");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "1e999", "one"})
    void onlyFiniteNumbersAreNumbers(String text) {
        assertThatThrownBy(() -> Definition.decimal("x", "").parse(text)).hasMessage("must be: number");
    }

    @Test
    void listsPathsFlagsAndNumbersAreRead() {
        assertThat(Definition.list("x", "").parse("a, b,,c")).containsExactly("a", "b", "c");
        assertThat(Definition.path("x", "").parse("a/b")).isEqualTo(Path.of("a", "b"));
        assertThat(Definition.flag("x", "").parse("true")).isTrue();
        assertThat(Definition.number("x", "").parse("5000000000")).isEqualTo(5_000_000_000L);
        assertThatThrownBy(() -> Definition.flag("x", "").parse("yes")).hasMessage("must be: true or false");
    }

    private static Settings read(Map<String, String> environment, Map<String, String> overrides) {
        return READER.read(Optional.empty(), environment, overrides);
    }

    private Path file(String... lines) throws IOException {
        return Files.write(folder.resolve("planline.properties"), List.of(lines));
    }
}
