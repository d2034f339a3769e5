package dev.planline.redaction;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names under which secrets stand, such as {@code DB_PASSWORD} or {@code apiKey}: what they end in tells. */
enum SecretName {
    PASSWORD("password", "passwd", "passphrase", "pwd"),
    SECRET("secret"),
    CREDENTIAL("credential", "credentials"),
    TOKEN("token"),
    KEY(keys()),
    AUTHORIZATION("authorization");

    /** What a value is given as. */
    enum Form {
        /** As the value of a JSON field, or between quotes. */
        QUOTED,
        /** Directly after an equals sign. */
        GLUED,
        /** After a colon or a blank, where prose and code stand too. */
        LOOSE
    }

    /** Tokens of languages and of lists that go on. */
    private static final Pattern NO_SECRET = Pattern.compile(
            "(?i)(page|next|continuation|cancell?ation|sync|resume|cursor|pad|eos|bos|unk|sep|mask|cls|stop|special|max|min|per|num)[_-]?token$");
    private static final Pattern SCHEME = Pattern.compile("(?i)^(basic|bearer|token|apikey|digest|negotiate)\\s+");
    private static final Pattern STAND_IN = Pattern.compile("(?i:your)[ _-].*|<[^>]*>|\\$[{(].*|\\$[A-Z_][A-Z_0-9]*|\\$[a-z_]+|\\$[0-9]"
            + "|%[A-Za-z_]+%|%[sdv]|\\{.*}|(.)\\1{2,}");
    private static final Set<String> NOTHING = Set.of("null", "none", "nil", "undefined", "true", "false", "string", "str", "text",
            "required",
            "optional", "redacted", "hidden", "masked");
    private static final int SHORTEST_TOKEN = 8;
    private static final int SHORTEST_LOOSE = 6;
    private static final int SHORTEST_GLUED = 4;
    private static final int MOST_WORDS = 8;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> words;

    SecretName(String... words) {
        this.words = List.of(words);
    }

    private static String[] keys() {
        var keys = new ArrayList<String>();
        for (String of : List.of("api", "access", "secret", "private", "account", "auth", "encryption", "signing", "master")) {
            for (String joint : List.of("", "_", "-")) {
                keys.add(of + joint + "key");
            }
        }
        return keys.toArray(String[]::new);
    }

    /** All endings, in lower case. */
    static List<String> endings() {
        var endings = new ArrayList<String>();
        for (SecretName name : values()) {
            endings.addAll(name.words);
        }
        return endings;
    }

    /** What kind of name it is; null if it is no name of a secret. */
    static @Nullable SecretName of(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        for (SecretName kind : values()) {
            for (String word : kind.words) {
                if (lower.endsWith(word)) {
                    return NO_SECRET.matcher(name).find() ? null : kind;
                }
            }
        }
        return null;
    }

    /** Whether a name of a secret can end in this letter. */
    static boolean mayEndIn(char letter) {
        return "delnstyDELNSTY".indexOf(letter) >= 0;
    }

    /** The mark for a value under this name. */
    String mark() {
        return Mark.of(name().toLowerCase(Locale.ROOT));
    }

    /** Where the value begins within a text: after the scheme, as in {@code Basic dTpw}. */
    int begin(String text) {
        var scheme = SCHEME.matcher(text);
        return this == AUTHORIZATION && scheme.find() ? scheme.end() : 0;
    }

    /**
     * Whether a value under this name is a secret rather than a word, a stand-in or a piece of code.
     *
     * @param name as it is written
     */
    boolean accepts(String name, String value, Form form) {
        String text = value.strip();
        if (text.isEmpty() || Mark.is(text) || STAND_IN.matcher(text).matches() || NOTHING.contains(text.toLowerCase(Locale.ROOT))) {
            return false;
        }
        return switch (this) {
            case PASSWORD, SECRET, CREDENTIAL -> !isFolder(name, text) && isPassword(text, form);
            case TOKEN, KEY, AUTHORIZATION -> isToken(text);
        };
    }

    private static boolean isPassword(String text, Form form) {
        return switch (form) {
            case QUOTED -> text.split("\\s+", MOST_WORDS + 1).length <= MOST_WORDS;
            case GLUED -> text.length() >= SHORTEST_GLUED;
            case LOOSE -> text.length() >= SHORTEST_LOOSE && has(text, '0', '9');
        };
    }

    private static boolean isToken(String text) {
        boolean letters = has(text, 'a', 'z') || has(text, 'A', 'Z');
        return text.length() >= SHORTEST_TOKEN && letters && has(text, '0', '9') && text.chars().noneMatch(Character::isWhitespace);
    }

    /** In shells, {@code PWD} is the working directory. */
    private static boolean isFolder(String name, String text) {
        return name.toLowerCase(Locale.ROOT).endsWith("pwd") && (text.startsWith("/") || text.startsWith("~") || text.startsWith(".")
                || text.startsWith(":\\", 1));
    }

    private static boolean has(String text, char least, char most) {
        return text.chars().anyMatch(letter -> letter >= least && letter <= most);
    }
}
