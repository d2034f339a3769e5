package dev.planline.redaction;

import dev.planline.redaction.SecretName.Form;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Secrets that a name gives away: {@code password=…}, {@code "apiKey": "…"}, {@code --token …}, {@code <password>…<}. Without
 * quotes a value must not look like code, since much of what agents write is code.
 */
final class Assignments {

    private static final Pattern CODE = Pattern.compile("[A-Za-z_]\\w*+(?:\\.[A-Za-z_]\\w*+)++");
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_]+");
    private static final String SIGNS = ":=>";
    private static final String QUOTES = "\"'`";
    private static final String ENDS = "\"'`,;&<>(){}[]|\\";
    private static final int LONGEST_NAME = 80;
    private static final int MOST_BLANKS = 8;

    /** Before a quote in six levels of JSON within JSON. */
    private static final int MOST_BACKSLASHES = 63;

    /** What decides on a value without quotes; it is taken or left as a whole. */
    private static final int LOOKED_AT = 256;

    private final String text;
    private final StringBuilder out = new StringBuilder();
    private int done;
    private int runBegin;
    private int runEnd = -1;

    private Assignments(String text) {
        this.text = text;
    }

    static String redact(String text) {
        return new Assignments(text).redacted();
    }

    private String redacted() {
        int i = 1;
        while (i < text.length()) {
            Value value = SIGNS.indexOf(text.charAt(i)) >= 0 ? assigned(i) : flag(i);
            if (value == null) {
                i++;
            } else {
                out.append(text, done, value.begin()).append(value.mark());
                done = value.end();
                i = done + 1;
            }
        }
        return done == 0 ? text : out.append(text, done, text.length()).toString();
    }

    /** Where the secret stands, and what is to stand there. */
    private record Value(int begin, int end, String mark) {}

    /** The value after a sign such as an equals sign, if the name of a secret stands before it. */
    private @Nullable Value assigned(int sign) {
        int end = sign;
        while (end > done && sign - end < MOST_BLANKS * 2 && isBetween(text.charAt(end - 1))) {
            end--;
        }
        String name = name(end);
        SecretName kind = name.isEmpty() ? null : SecretName.of(name);
        if (kind == null) {
            return null;
        }
        int after = sign;
        while (after < text.length() && SIGNS.indexOf(text.charAt(after)) >= 0) {
            after++;
        }
        int begin = blanks(after);
        boolean glued = begin == after && end == sign;
        return value(name, kind, begin, glued ? text.substring(sign, after) : "");
    }

    /** The value after the blank that ends an option such as {@code --password}. */
    private @Nullable Value flag(int blank) {
        if (!Character.isWhitespace(text.charAt(blank))) {
            return null;
        }
        String name = name(blank);
        SecretName kind = name.startsWith("--") ? SecretName.of(name) : null;
        return kind == null ? null : value(name, kind, blanks(blank), "");
    }

    private int blanks(int from) {
        int to = from;
        while (to < text.length() && to - from < MOST_BLANKS && Character.isWhitespace(text.charAt(to))) {
            to++;
        }
        return to;
    }

    /** The name that ends before this place; empty unless it ends as names of secrets do. */
    private String name(int end) {
        if (end <= done || !SecretName.mayEndIn(text.charAt(end - 1))) {
            return "";
        }
        int begin = end;
        while (begin > done && end - begin < LONGEST_NAME && isOfName(text.charAt(begin - 1))) {
            begin--;
        }
        return text.substring(begin, end);
    }

    private @Nullable Value value(String name, SecretName kind, int begin, String sign) {
        int quote = begin;
        while (quote < text.length() && quote - begin < MOST_BACKSLASHES && text.charAt(quote) == '\\') {
            quote++;
        }
        boolean quoted = quote < text.length() && QUOTES.indexOf(text.charAt(quote)) >= 0;
        return quoted ? quoted(name, kind, quote, quote - begin) : bare(name, kind, begin, sign);
    }

    /**
     * A value between quotes, to the end of the line if they are not closed.
     *
     * @param backslashes before the quote, as in JSON within JSON; as many stand before the closing one
     */
    private @Nullable Value quoted(String name, SecretName kind, int quote, int backslashes) {
        int run = 0;
        int end = quote + 1;
        while (end < text.length() && text.charAt(end) != '\n' && (text.charAt(end) != text.charAt(quote) || run > backslashes)) {
            run = text.charAt(end) == '\\' ? run + 1 : 0;
            end++;
        }
        boolean closed = end < text.length() && text.charAt(end) != '\n';
        end -= closed ? run : 0;
        int begin = quote + 1 + kind.begin(text.substring(quote + 1, end));
        return kind.accepts(name, text.substring(begin, end), Form.QUOTED) ? new Value(begin, end, kind.mark()) : null;
    }

    /**
     * A value without quotes.
     *
     * @param sign what stands between name and value if nothing else does, for example {@code =}
     */
    private @Nullable Value bare(String name, SecretName kind, int from, String sign) {
        int begin = from + kind.begin(text.substring(from, Math.min(text.length(), from + LONGEST_NAME)));
        int end = end(begin);
        String value = text.substring(begin, Math.min(end, begin + LOOKED_AT));
        char after = end < text.length() ? text.charAt(end) : '\n';
        if ("([{".indexOf(after) >= 0 || CODE.matcher(value).matches() || (sign.equals(">") && after != '<')) {
            return null;
        }
        boolean glued = sign.equals("=") || sign.equals(">");
        if (glued && "),".indexOf(after) >= 0 && IDENTIFIER.matcher(value).matches()) {
            return null; // an argument that is handed on by its name
        }
        return kind.accepts(name, value, glued ? Form.GLUED : Form.LOOSE) ? new Value(begin, end, kind.mark()) : null;
    }

    /** Where a value without quotes ends that begins here. Those that overlap end at one place, which is looked for once. */
    private int end(int begin) {
        if (begin < runBegin || begin > runEnd) {
            runBegin = begin;
            runEnd = begin;
            while (runEnd < text.length() && !Character.isWhitespace(text.charAt(runEnd)) && ENDS.indexOf(text.charAt(runEnd)) < 0) {
                runEnd++;
            }
        }
        return runEnd;
    }

    private static boolean isBetween(char letter) {
        return letter == '\\' || QUOTES.indexOf(letter) >= 0 || Character.isWhitespace(letter);
    }

    private static boolean isOfName(char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9') || letter == '_'
                || letter == '-' || letter == '.';
    }
}
