package dev.planline.redaction;

/** What stands where a secret stood, for example {@code [redacted:aws-key]}. */
final class Mark {

    private static final String BEGIN = "[redacted:";

    private Mark() {}

    static String of(String kind) {
        return BEGIN + kind + "]";
    }

    /** Whether the text is one mark and nothing else. */
    static boolean is(String text) {
        return text.startsWith(BEGIN) && text.indexOf(']') == text.length() - 1;
    }
}
