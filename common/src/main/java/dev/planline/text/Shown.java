package dev.planline.text;

/**
 * Text of others as it may be shown: characters that a terminal obeys, that turn the order of reading around or that nobody sees become
 * escapes such as {@code \u001b}, as JSON writes them.
 */
public final class Shown {

    private Shown() {}

    /** One line of at most so many characters and a mark; line breaks are escaped too. */
    public static String line(String text, int most) {
        String shown = escaped(text.length() <= most ? text : text.substring(0, most), /* breaks= */ true);
        return shown.length() <= most && text.length() <= most
                ? shown
                : Beginning.of(shown, most) + "... (" + text.length() + " characters)";
    }

    /** Lines of any length. */
    public static String lines(String text) {
        return escaped(text, /* breaks= */ false);
    }

    private static String escaped(String text, boolean breaks) {
        int from = 0;
        while (from < text.length() && plain(text, from, breaks)) {
            from++;
        }
        if (from == text.length()) {
            return text;
        }
        var shown = new StringBuilder(text.length() + 16).append(text, 0, from);
        for (int i = from; i < text.length(); i++) {
            char sign = text.charAt(i);
            if (plain(text, i, breaks)) {
                shown.append(sign);
            } else {
                shown.append("\\u").append(String.format("%04x", (int) sign));
            }
        }
        return shown.toString();
    }

    private static boolean plain(String text, int index, boolean breaks) {
        char sign = text.charAt(index);
        if (sign < 0x7f) {
            return sign >= ' ' || (!breaks && (sign == '\n' || sign == '\t'));
        }
        if (Character.isSurrogate(sign)) {
            return Character.isHighSurrogate(sign)
                    ? index + 1 < text.length() && Character.isLowSurrogate(text.charAt(index + 1))
                    : index > 0 && Character.isHighSurrogate(text.charAt(index - 1));
        }
        return switch (Character.getType(sign)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
