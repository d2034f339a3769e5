package dev.planline.redaction;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Private keys in PEM (RFC 7468). One without an end is taken to reach to the end of the text. */
final class PrivateKeys {

    private static final Pattern BEGIN = Pattern.compile("-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----");
    private static final Pattern END = Pattern.compile("-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----");

    private PrivateKeys() {}

    static String redact(String text) {
        Matcher begin = BEGIN.matcher(text);
        if (!begin.find()) {
            return text;
        }
        var out = new StringBuilder();
        int done = 0;
        do {
            Matcher end = END.matcher(text);
            out.append(text, done, begin.start()).append(Mark.of("private-key"));
            done = end.find(begin.end()) ? end.end() : text.length();
        } while (begin.find(done));
        return out.append(text, done, text.length()).toString();
    }
}
