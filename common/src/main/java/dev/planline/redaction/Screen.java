package dev.planline.redaction;

import java.util.List;

/**
 * Tells by one pass over the bytes whether a text can hold a secret at all, so that the many that hold none are not parsed.
 *
 * <p>Each secret that {@link Secrets} finds has a character that is rare in text (the {@code _} of {@code ghp_}, the colon
 * after {@code password}), and characters around it that tell. Only at such a character more is looked at. The text may be
 * raw JSON: escapes for white space and quotes are seen through, those that can hide any letter (of the kind that
 * {@code A} is of with four hexadecimal digits, and {@code \/}) count as a find.
 */
final class Screen {

    private static final byte NONE = 0;
    private static final byte FIND = 1;
    private static final byte ESCAPE = 2;
    private static final byte PREFIX = 3;
    private static final byte NAME = 4;
    private static final byte DASH = 5;
    private static final byte AT = 6;
    private static final byte SCHEME = 7;
    private static final byte CAPITAL = 8;

    /** Farther before its {@code @} the address of a URL with a password does not begin. */
    private static final int FARTHEST_SCHEME = 450;
    private static final int SHORTEST_BEARER = 16;
    private static final int SHORTEST_BASIC = 6;

    private static final Words PREFIXES = new Words(List.of("ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "hf_", "npm_",
            "sk_live_", "rk_live_", "sk_test_", "rk_test_", "whsec_", "sk-", "GOCSPX-", "pypi-", "-----BEGIN", "eyJ", "SG.", "ya29.",
            "hooks.slack.com/"));
    private static final Words NAMES = new Words(SecretName.endings());
    private static final Words SIGNATURES = new Words(List.of("?sig", "&sig", "signature"));
    private static final Words CAPITALS = new Words(List.of("AKIA", "ASIA", "ABIA", "ACCA", "AIza"));
    private static final Words SLACK = new Words(List.of("xox", "xap"));
    private static final Words BEARER = new Words(List.of("bearer"));
    private static final Words BASIC = new Words(List.of("basic"));
    private static final byte[] KINDS = kinds();
    private static final boolean[] BETWEEN = between();

    private Screen() {}

    private static byte[] kinds() {
        var kinds = new byte[256];
        kinds[0] = FIND; // JSON that is not in UTF-8
        PREFIXES.list().forEach(word -> kinds[word.charAt(word.length() - 1)] = PREFIX);
        kinds['\\'] = ESCAPE;
        kinds[':'] = NAME;
        kinds['='] = NAME;
        kinds['>'] = NAME;
        kinds['@'] = AT;
        kinds['B'] = SCHEME;
        kinds['b'] = SCHEME;
        kinds['A'] = CAPITAL;
        kinds['-'] = DASH;
        return kinds;
    }

    private static boolean[] between() {
        var between = new boolean[128];
        "\"'`\\:= \t\r\n".chars().forEach(sign -> between[sign] = true);
        return between;
    }

    /** Whether what is between these two places can hold a secret. */
    static boolean mayHold(byte[] text, int from, int to) {
        for (int i = from; i < to; i++) {
            byte kind = KINDS[text[i] & 0xff];
            if (kind != NONE && tells(kind, text, i, from, to)) {
                return true;
            }
        }
        return false;
    }

    private static boolean tells(byte kind, byte[] text, int i, int from, int to) {
        return switch (kind) {
            case ESCAPE -> i + 1 < to && (text[i + 1] == 'u' || text[i + 1] == '/');
            case PREFIX -> isPrefix(text, from, i + 1);
            case NAME -> isName(text, from, i) || (text[i] == '=' && SIGNATURES.endAt(text, from, i) > 0);
            case DASH -> isPrefix(text, from, i + 1) || isGitlab(text, from, i) || isSlack(text, from, i) || isFlag(text, from, i, to);
            case AT -> hasPassword(text, from, i);
            case SCHEME -> isScheme(text, i, to);
            case CAPITAL -> i + 4 <= to && CAPITALS.endAt(text, i, i + 4) == 4;
            default -> true;
        };
    }

    private static boolean isPrefix(byte[] text, int from, int end) {
        int length = PREFIXES.endAt(text, from, end);
        return length > 0 && (text[end - length] == '-' || isBoundary(text, from, end - length));
    }

    /** Whether a token can begin here: not within a word, unless the letter before is that of an escape. */
    private static boolean isBoundary(byte[] text, int from, int begin) {
        return begin <= from || !isWord(text[begin - 1]) || (begin - 1 > from && text[begin - 2] == '\\');
    }

    private static boolean isGitlab(byte[] text, int from, int dash) {
        for (int begin = dash - 4; begin >= from && begin >= dash - 7; begin--) {
            if (text[begin] == 'g' && text[begin + 1] == 'l' && isBoundary(text, from, begin)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSlack(byte[] text, int from, int dash) {
        for (int begin = dash - 4; begin >= from && begin >= dash - 13; begin--) {
            if (SLACK.endAt(text, begin, begin + 3) == 3) {
                return true;
            }
        }
        return false;
    }

    private static boolean isFlag(byte[] text, int from, int dash, int to) {
        if (dash == from || text[dash - 1] != '-') {
            return false;
        }
        int end = dash + 1;
        while (end < to && (isWord(text[end]) || text[end] == '-' || text[end] == '_' || text[end] == '.')) {
            end++;
        }
        return isName(text, dash, end);
    }

    /** Whether a name of a secret ends before this sign, with quotes, blanks and escapes of them between. */
    private static boolean isName(byte[] text, int from, int sign) {
        int end = sign;
        while (end > from) {
            byte letter = text[end - 1];
            if ((letter == 'n' || letter == 'r' || letter == 't') && end - 1 > from && text[end - 2] == '\\') {
                end -= 2;
            } else if (letter > 0 && BETWEEN[letter]) {
                end--;
            } else {
                break;
            }
        }
        return NAMES.endAt(text, from, end) > 0;
    }

    private static boolean hasPassword(byte[] text, int from, int at) {
        boolean colon = false;
        for (int i = at - 1; i >= from && i > at - FARTHEST_SCHEME && text[i] != ' ' && text[i] != '"'; i--) {
            if (text[i] == ':') {
                if (colon && (text[i + 1] == '/' || text[i + 1] == '\\')) {
                    return true;
                }
                colon = true;
            }
        }
        return false;
    }

    private static boolean isScheme(byte[] text, int i, int to) {
        if (i + 6 < to && BEARER.endAt(text, i, i + 6) == 6) {
            return isValue(text, i + 6, to, SHORTEST_BEARER);
        }
        return i + 5 < to && BASIC.endAt(text, i, i + 5) == 5 && isValue(text, i + 5, to, SHORTEST_BASIC);
    }

    /** Whether blanks follow, and then so much without one. */
    private static boolean isValue(byte[] text, int from, int to, int length) {
        int begin = from;
        while (begin < to && (text[begin] <= ' ' || text[begin] == '\\' || (begin > from && text[begin - 1] == '\\'))) {
            begin++;
        }
        int end = begin;
        while (end < to && end - begin < length && text[end] > ' ' && text[end] != '"') {
            end++;
        }
        return end - begin == length;
    }

    private static boolean isWord(byte letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9');
    }
}
