package dev.planline.redaction;

import java.nio.charset.StandardCharsets;

/** A text between the quotes of JSON (RFC 8259). */
final class JsonText {

    private JsonText() {}

    /** What is written there. An escape that is none stays as it is. */
    static String decoded(byte[] json, int begin, int end) {
        String raw = new String(json, begin, end - begin, StandardCharsets.UTF_8);
        if (raw.indexOf('\\') < 0) {
            return raw;
        }
        var text = new StringBuilder(raw.length());
        int i = 0;
        while (i < raw.length()) {
            char letter = raw.charAt(i++);
            if (letter == '\\' && i < raw.length()) {
                i += unescape(raw, i, text);
            } else {
                text.append(letter);
            }
        }
        return text.toString();
    }

    /** Appends what an escape stands for; how many characters after the backslash belong to it. */
    private static int unescape(String raw, int i, StringBuilder text) {
        char letter = raw.charAt(i);
        int code = letter == 'u' ? code(raw, i + 1) : -1;
        switch (letter) {
            case 'n' -> text.append('\n');
            case 't' -> text.append('\t');
            case 'r' -> text.append('\r');
            case 'b' -> text.append('\b');
            case 'f' -> text.append('\f');
            case 'u' -> text.append(code < 0 ? "\\u" : String.valueOf((char) code));
            default -> text.append(letter);
        }
        return code < 0 ? 1 : 5;
    }

    /** The text as it is written there. Surrogates are escaped, so that one without its other half survives. */
    static String encoded(String text) {
        var json = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter == '"' || letter == '\\') {
                json.append('\\').append(letter);
            } else if (letter == '\n') {
                json.append("\\n");
            } else if (letter < ' ' || Character.isSurrogate(letter)) {
                json.append("\\u").append("%04x".formatted((int) letter));
            } else {
                json.append(letter);
            }
        }
        return json.toString();
    }

    private static int code(String raw, int begin) {
        int code = 0;
        for (int i = begin; i < begin + 4; i++) {
            int digit = i < raw.length() ? Character.digit(raw.charAt(i), 16) : -1;
            if (digit < 0) {
                return -1;
            }
            code = code * 16 + digit;
        }
        return code;
    }
}
