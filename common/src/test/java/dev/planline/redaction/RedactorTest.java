package dev.planline.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.model.Trajectory;
import dev.planline.wire.Codec;
import dev.planline.wire.Decoded;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {

    private static final List<Samples.Sample> SECRETS = Samples.SECRETS;
    private static final List<String> HARMLESS = Samples.HARMLESS;

    private final Codec codec = new Codec();
    private final List<Integer> counts = new ArrayList<>();
    private final Redactor redactor = new Redactor(counts::add);

    @ParameterizedTest
    @FieldSource("SECRETS")
    void aSecretBecomesAMark(Samples.Sample sample) {
        assertThat(goalOf(redact(withGoal(codec.toJson(sample.text()))))).isEqualTo(sample.redacted());
        assertThat(counts).containsExactly(1);
    }

    @ParameterizedTest
    @FieldSource("HARMLESS")
    void whatOnlyLooksLikeASecretStays(String text) {
        byte[] json = bytes(withGoal(codec.toJson(text)));
        assertThat(redactor.redact(json)).isSameAs(json);
        assertThat(counts).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("SECRETS")
    void escapesHideNothing(Samples.Sample sample) {
        var escaped = new StringBuilder();
        sample.text().chars().forEach(letter -> escaped.append(letter % 3 == 0 || letter < ' ' || letter == '"' || letter == '\\'
                ? "\\u%04X".formatted(letter)
                : String.valueOf((char) letter)));
        assertThat(goalOf(redact(withGoal("\"" + escaped + "\"")))).isEqualTo(sample.redacted());
        assertThat(goalOf(redact(withGoal(codec.toJson(sample.text()).replace("/", "\\/"))))).isEqualTo(sample.redacted());
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16BE", "UTF-16LE", "UTF-32BE", "UTF-32LE"})
    void otherEncodingsHideNothing(String charset) {
        byte[] json = withGoal("\"use AKIAIOSFODNN7EXAMPLE now\"").getBytes(Charset.forName(charset));
        assertThat(new String(redactor.redact(json), StandardCharsets.UTF_8)).contains("use [redacted:aws-key] now");
    }

    @Test
    void valuesUnderNamesOfSecretsAreTakenWhole() {
        String arguments = """
                {"password":"x","db":{"apiKey":"0123-abcd"},"client_secret":["one","two"],"Authorization":"Basic abcd1234",
                "token":"the","tokens":["a1b2c3d4e5"],"pwd":"/work","passwords":3,"access_token":"a1b2c3d4e5","token_type":"bearer",
                "\\u0070assword":"y","passphrase":"","secret":"${SECRET}"}""";
        assertThat(redact("{\"steps\":[{\"arguments\":" + arguments + "}]}")).isEqualTo("""
                {"steps":[{"arguments":{"password":"[redacted:password]","db":{"apiKey":"[redacted:key]"},\
                "client_secret":["[redacted:secret]","[redacted:secret]"],"Authorization":"Basic [redacted:authorization]",
                "token":"the","tokens":["a1b2c3d4e5"],"pwd":"/work","passwords":3,"access_token":"[redacted:token]","token_type":"bearer",
                "\\u0070assword":"[redacted:password]","passphrase":"","secret":"${SECRET}"}}]}""");
        assertThat(counts).containsExactly(7);
    }

    @Test
    void fieldsThatSayWhichTrajectoryItIsStay() {
        String key = "\"AKIAIOSFODNN7EXAMPLE\"";
        String identity = """
                {"trajectoryId":K,"taskId":K,"agent":K,"operator":K,"parents":[K,K],"outcome":K,"policyVersion":K,"createdAt":K,
                "steps":[{"stepId":K,"type":K,"agent":K,"dependsOn":[K],"outcome":K,"startedAt":K}],"tokensIn":1200.00}""".replace("K",
                key);
        assertThat(redact(identity)).isEqualTo(identity);
        String text = "{\"goal\":K,\"steps\":[{\"observation\":{\"agent\":K,\"outcome\":[K]},\"tool\":K}],\"metrics\":{\"agent\":K}}";
        assertThat(redact(text.replace("K", key))).isEqualTo(text.replace("K", "\"[redacted:aws-key]\""));
    }

    @Test
    void allButTheSecretKeepsItsBytes() {
        String json = "{ \"score\" : 0.50, \"goal\" :\"\\u00e9\\/ x\",\n\"codeAfter\":\"AKIAIOSFODNN7EXAMPLE \\u00e9 \\ud800 \\\\ \\\"\" , \"n\":1e3}";
        assertThat(redact(json)).isEqualTo(
                "{ \"score\" : 0.50, \"goal\" :\"\\u00e9\\/ x\",\n\"codeAfter\":\"[redacted:aws-key] \u00e9 \\ud800 \\\\ \\\"\" , \"n\":1e3}");
    }

    @Test
    void whatIsNotJsonPassesThrough() {
        for (String broken : List.of("", "{", "\"password\":\"", "]]}} \"AKIAIOSFODNN7EXAMPLE", "{\"goal\":\"AKIAIOSFODNN7EXAMPLE\\",
                "\u0000",
                "{\"goal\":\"password=\\uZZZZ1\"}")) {
            assertThat(redact(broken)).as(broken).isNotNull();
        }
    }

    @Test
    void redactedTwiceIsRedactedOnceAndDecodes() {
        for (long seed = 0; seed < 5_000; seed++) {
            String text = mixture(new Random(seed));
            String once = redact(withGoal(codec.toJson(text)));
            assertThat(redact(once)).as("seed %d: %s", seed, text).isEqualTo(once);
            assertThat(codec.decode(Trajectory.class, once)).as("seed %d", seed).isInstanceOf(Decoded.Value.class);
        }
    }

    @Test
    void theScreenLetsNothingPassThatASearchWouldFind() {
        for (long seed = 0; seed < 5_000; seed++) {
            String text = mixture(new Random(seed));
            String json = codec.toJson(Map.of("x", text));
            if (!Secrets.redact(text).equals(text)) {
                byte[] bytes = bytes(json);
                assertThat(Screen.mayHold(bytes, 0, bytes.length)).as("seed %d: %s", seed, json).isTrue();
            }
        }
    }

    /** Each would take minutes if every name were answered by a look at all that follows it. */
    @ParameterizedTest
    @ValueSource(strings = {"token=", "token=a.", "password:\"a b c d e f g h i ", "-eyJ", "Bearer ", "a://b:", "--token "})
    @Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
    void manyNamesInOneTextAreNoWayToStopIt(String part) {
        String text = part.repeat((1 << 20) / part.length());
        assertThat(goalOf(redact(withGoal(codec.toJson(text)))).contains(part)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 7, 15, 31, 63, 127})
    void aValueIsFoundInSixLevelsOfJsonWithinJson(int backslashes) {
        String quote = "\\".repeat(backslashes) + "\"";
        String text = "password=" + quote + "hunter two" + quote;
        assertThat(Secrets.redact(text)).isEqualTo(backslashes > 63 ? text : text.replace("hunter two", "[redacted:password]"));
    }

    @Test
    void aValueOfAnyLengthIsTakenWhole() {
        String secret = "a1b2".repeat(5_000);
        assertThat(goalOf(redact(withGoal(codec.toJson("token=" + secret + " next"))))).isEqualTo("token=[redacted:token] next");
        assertThat(goalOf(redact(withGoal(codec.toJson("token=a" + ".a".repeat(50_000))))))
                .as("code, and no match of it goes deeper with each part").startsWith("token=a.a");
    }

    /** Secrets, pieces of them and other texts, one after the other. */
    private static String mixture(Random random) {
        var text = new StringBuilder();
        for (int i = random.nextInt(6); i >= 0; i--) {
            String piece = random.nextInt(3) > 0
                    ? SECRETS.get(random.nextInt(SECRETS.size())).text()
                    : HARMLESS.get(random.nextInt(HARMLESS.size()));
            int begin = random.nextInt(3) == 0 ? random.nextInt(piece.length()) : 0;
            int end = random.nextInt(3) == 0 ? begin + random.nextInt(piece.length() - begin) : piece.length();
            text.append(piece, begin, end).append(List.of("", "", " ", "\n", "\t", "\"", "'", "\\", ";", "=", ": ", "@", "\u00e9", "\\n")
                    .get(random.nextInt(14)));
        }
        return text.toString();
    }

    private static String withGoal(String json) {
        return "{\"trajectoryId\":\"j\",\"agent\":\"dev\",\"generation\":0,\"outcome\":\"success\",\"score\":0.5,\"goal\":" + json + "}";
    }

    private String goalOf(String json) {
        return switch (codec.decode(Trajectory.class, json)) {
            case Decoded.Value<Trajectory>(Trajectory trajectory) -> trajectory.goal();
            case Decoded.Malformed<Trajectory> malformed -> throw new AssertionError(malformed.message());
        };
    }

    private String redact(String json) {
        return new String(redactor.redact(bytes(json)), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
