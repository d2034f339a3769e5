package dev.planline.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TokensTest {

    @Test
    void wordsAreLettersAndDigitsAndWhatIsJoined() {
        assertThat(Tokens.of("A CI/CD set-up - for 3 apps/", "-/")).containsExactly("A", "CI/CD", "set-up", "for", "3", "apps");
        assertThat(Tokens.of("CI/CD, set-up", "")).containsExactly("CI", "CD", "set", "up");
        assertThat(Tokens.of("Größe \uD835\uDC9Cx, 日本", "")).containsExactly("Größe", "\uD835\uDC9Cx", "日本");
        assertThat(Tokens.of("", "-")).isEmpty();
        assertThat(Tokens.of("--", "-")).isEmpty();
    }

    @Test
    void theyAreThoseOfTheExpressionThatSaysTheSame() {
        Pattern expression = Pattern.compile("[\\p{L}\\p{Nd}]+(?:[-/][\\p{L}\\p{Nd}]+)*");
        long seed = 7;
        var random = new Random(seed);
        for (int i = 0; i < 10_000; i++) {
            var text = new StringBuilder();
            for (int n = random.nextInt(20); n > 0; n--) {
                text.append("ab9é日-/ ._\u0301".charAt(random.nextInt(11)));
            }
            assertThat(Tokens.of(text.toString(), "-/")).as("seed %d case %d: %s", seed, i, text)
                    .isEqualTo(expression.matcher(text).results().map(MatchResult::group).toList());
        }
    }

    @Test
    void theFirstEndingThatLeavesAStemIsCut() {
        List<String> endings = List.of("ings", "ing", "s");
        assertThat(Tokens.stem("meetings", endings)).isEqualTo("meet");
        assertThat(Tokens.stem("sing", endings)).isEqualTo("sing");
        assertThat(Tokens.stem("apps", endings)).isEqualTo("app");
    }
}
