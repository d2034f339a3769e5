package dev.planline.text;

/** The beginning of a text that is too long. */
public final class Beginning {

    private Beginning() {}

    /**
     * At most so many characters; never half of a surrogate pair, which no encoding can hold.
     *
     * @param most 1 or more
     */
    public static String of(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }
}
