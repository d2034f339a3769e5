package dev.planline.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.planline.settings.InvalidSettings;
import dev.planline.settings.Settings;
import dev.planline.settings.SettingsReader;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SinkKeysTest {

    private static final String TOKEN = "0123456789abcdef";

    @Test
    void tokensAreReadAndNotShown() {
        Settings settings = settings(Map.of("sink.host", "0.0.0.0", "sink.api.read.tokens", TOKEN + ", " + TOKEN + "ff",
                "sink.api.write.tokens", "another/token+0~=="));
        assertThat(SinkKeys.read(settings).api().access()).hasToString("2 tokens that read, 1 that write");
        assertThat(String.join("\n", settings.effective())).contains("sink.api.read.tokens=********").doesNotContain(TOKEN);
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1", "::1", "localhost", "127.3.2.1"})
    void loopbackMayBeOpen(String host) {
        assertThat(SinkKeys.read(settings(Map.of("sink.host", host, "sink.api.open", "true"))).api().access()).hasToString("open");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            false | 127.0.0.1 |                  | sink.api.write.tokens: no token is set, so nobody could ask the API; set it (such as PLANLINE_SINK_API_WRITE_TOKENS="$(openssl rand -hex 16)"), or sink.api.open=true
            true  | 0.0.0.0   |                  | sink.api.open: is true, but sink.host is 0.0.0.0, which others reach; set sink.api.read.tokens
            true  | ::        |                  | is true, but sink.host is ::
            true  | 127.0.0.1 | 0123456789abcdef | sink.api.open: is true, but there are tokens; remove the one or the other
            """)
    void whatDoesNotGoTogetherIsRefused(String open, String host, String token, String message) {
        Map<String, String> given = token == null
                ? Map.of("sink.host", host, "sink.api.open", open)
                : Map.of("sink.host", host, "sink.api.open", open, "sink.api.read.tokens", token);
        assertThatThrownBy(() -> SinkKeys.read(settings(given))).isInstanceOf(InvalidSettings.class).hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({"short", "0123456789 abcdef", "0123456789abcdef\u00e9", "'0123456789abcdef,x'"})
    void whatIsNoTokenIsRefusedUnshown(String token) {
        assertThatThrownBy(() -> settings(Map.of("sink.api.read.tokens", token))).isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("sink.api.read.tokens").hasMessageContaining("each of 16 characters or more")
                .hasMessageNotContaining(token);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:postgresql://h/db?user=u&password=sesame", "jdbc:postgresql://h/db?sslPassword=sesame7",
        "jdbc:postgresql://u:sesame@h/db", "jdbc:mysql://u:sesame@h/db"})
    void aDatabaseIsOfPostgresAndGivenWithoutPassword(String address) {
        assertThatThrownBy(() -> settings(Map.of("sink.database", address))).isInstanceOf(InvalidSettings.class)
                .hasMessageContaining(
                        "must be an address that begins with jdbc:postgresql:, without a password, which sink.database.password")
                .hasMessageNotContaining("sesame");
        assertThat(settings(Map.of("sink.database", "jdbc:postgresql://h:5432/db?sslmode=verify-full")).effective().toString())
                .contains("jdbc:postgresql://h:5432/db?sslmode=verify-full");
    }

    private static Settings settings(Map<String, String> given) {
        return SettingsReader.of(SinkKeys.all()).read(Optional.empty(), Map.of(), given);
    }
}
