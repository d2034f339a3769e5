package dev.planline.redaction;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Secrets within a text, by their shape or by the name before them. The result holds none any more: it is looked through
 * again until nothing is found, since a mark may uncover what stood next to the secret. Each round leaves fewer characters
 * outside of marks.
 */
final class Secrets {

    private static final int MOST_ROUNDS = 16;
    private static final Pattern DIGIT = Pattern.compile("[0-9]");
    private static final Pattern PAIR = Pattern.compile("[\\x20-\\x7e]*:[\\x20-\\x7e]*");

    /** Before a secret that stands alone. */
    private static final String ALONE = "(?:(?<![A-Za-z0-9])|(?<=\\\\[nrt]))";

    /** Published forms of keys and tokens. */
    private static final List<Rule> RULES = List.of(
            Rule.token("aws-key", "(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}(?![A-Za-z0-9])", "AKIA", "ASIA", "ABIA", "ACCA"),
            Rule.token("github-token", "(?:gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_[A-Za-z0-9_]{40,255})", "ghp_", "gho_", "ghu_", "ghs_",
                    "ghr_",
                    "github_pat_"),
            Rule.token("gitlab-token", "gl[a-z]{2,5}-[A-Za-z0-9_.-]{20,255}", "gl").where(Secrets::hasDigit),
            Rule.token("slack-token", "(?:xox[a-z](?:\\.[a-z]{1,8})?-[A-Za-z0-9-]{10,255}|xapp-[0-9]-[A-Za-z0-9-]{10,255})", "xox",
                    "xapp-"),
            Rule.inside("slack-webhook", "hooks\\.slack\\.com/(?:services|workflows)/([A-Za-z0-9/_-]{20,255})", "hooks.slack.com/"),
            Rule.token("stripe-key", "(?:[sr]k_(?:live|test)_[A-Za-z0-9]{16,255}|whsec_[A-Za-z0-9+/=]{24,255})", "k_live_", "k_test_",
                    "whsec_"),
            Rule.token("anthropic-key", "sk-ant-[A-Za-z0-9_-]{20,255}", "sk-ant-"),
            Rule.token("openai-key", "sk-[A-Za-z0-9_-]{20,255}", "sk-").where(Secrets::hasDigit),
            Rule.token("google-key", "(?:AIza[A-Za-z0-9_-]{35}|GOCSPX-[A-Za-z0-9_-]{20,255}|ya29\\.[A-Za-z0-9_-]{20,2000})", "AIza",
                    "GOCSPX-",
                    "ya29."),
            Rule.token("huggingface-token", "hf_[A-Za-z0-9]{30,255}", "hf_"),
            Rule.token("npm-token", "npm_[A-Za-z0-9]{36,255}", "npm_"),
            Rule.token("pypi-token", "pypi-[A-Za-z0-9_-]{50,2000}", "pypi-"),
            Rule.token("sendgrid-key", "SG\\.[A-Za-z0-9_-]{16,255}\\.[A-Za-z0-9_-]{16,255}", "SG."),
            // what only begins like one is taken in one step, since each of its parts may begin so too
            Rule.inside("jwt", ALONE + "(?:(eyJ[A-Za-z0-9_-]{10,}+(?:\\.[A-Za-z0-9_-]{2,}+){2,4})|eyJ[A-Za-z0-9_-]*+)", "eyJ"),
            Rule.inside("bearer-token", "(?:[Bb]earer|BEARER)\\s{1,8}([A-Za-z0-9._~+/-]{16,20000}={0,2})", "earer", "EARER")
                    .where(Secrets::hasDigit),
            Rule.inside("basic-auth", "(?:[Bb]asic|BASIC)\\s{1,8}([A-Za-z0-9+/]{6,2000}={0,2})", "asic", "ASIC").where(Secrets::isPair),
            Rule.inside("password", "(?<![A-Za-z0-9+.-])[A-Za-z][A-Za-z0-9+.-]{1,30}:\\\\?/\\\\?/"
                    + "(?:\\[redacted:[a-z-]{1,30}]|[^\\s/:@\"'<>\\[\\]]{0,100}):([^\\s/\"'<>]{1,256})@", "://", ":\\/\\/")
                    .where(password -> SecretName.PASSWORD.accepts("", password, SecretName.Form.QUOTED)),
            Rule.inside("signature", "[?&](?i:sig|signature|x-amz-signature|x-goog-signature)=([A-Za-z0-9%+/=_-]{16,600})", "ig=", "IG=",
                    "ignature="));

    /** A secret key of AWS has no shape of its own; it is looked for only beside a key id. */
    private static final Rule AWS_SECRET = Rule
            .inside("aws-secret-key", "(?<![A-Za-z0-9+/=])([A-Za-z0-9+/]{40})(?![A-Za-z0-9+/=])", Mark.of("aws-key"))
            .where(text -> hasDigit(text) && !text.equals(text.toLowerCase(Locale.ROOT)));

    private Secrets() {}

    static String redact(String text) {
        String before = text;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            String after = once(before);
            if (after.equals(before)) {
                break;
            }
            before = after;
        }
        return before;
    }

    private static String once(String text) {
        String out = PrivateKeys.redact(text);
        for (Rule rule : RULES) {
            out = rule.apply(out);
        }
        return Assignments.redact(AWS_SECRET.apply(out));
    }

    private static boolean hasDigit(String text) {
        return DIGIT.matcher(text).find();
    }

    /** Whether it is a user and a password, in Base64. */
    private static boolean isPair(String text) {
        try {
            return PAIR.matcher(new String(Base64.getDecoder().decode(text), StandardCharsets.ISO_8859_1)).matches();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * A shape.
     *
     * @param shape its first group is the secret; what it finds without that group is none
     * @param accepts whether what has the shape is a secret
     * @param parts one of which is in every text with such a secret; looked for first, since that is much faster
     */
    private record Rule(String kind, Pattern shape, Predicate<String> accepts, List<String> parts) {

        /** A secret that stands alone. */
        static Rule token(String kind, String shape, String... parts) {
            return inside(kind, ALONE + "(" + shape + ")", parts);
        }

        /** A secret that its surroundings give away. */
        static Rule inside(String kind, String shape, String... parts) {
            return new Rule(kind, Pattern.compile(shape), secret -> true, List.of(parts));
        }

        Rule where(Predicate<String> wanted) {
            return new Rule(kind, shape, wanted, parts);
        }

        String apply(String text) {
            return parts.stream().anyMatch(text::contains) ? replaced(text) : text;
        }

        private String replaced(String text) {
            Matcher found = shape.matcher(text);
            StringBuilder out = null;
            int done = 0;
            while (found.find()) {
                String secret = found.group(1);
                if (secret != null && accepts.test(secret) && !Mark.is(secret)) {
                    out = out == null ? new StringBuilder() : out;
                    out.append(text, done, found.start(1)).append(Mark.of(kind));
                    done = found.end(1);
                }
            }
            return out == null ? text : out.append(text, done, text.length()).toString();
        }
    }
}
