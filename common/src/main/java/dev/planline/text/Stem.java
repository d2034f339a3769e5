package dev.planline.text;

/**
 * A word of a text, brought to its stem.
 *
 * @param text the stem in lower case; each run of digits is one {@code #}
 * @param begin where the word begins in the text, in characters
 * @param end where it ends, exclusive
 */
public record Stem(String text, int begin, int end) {}
