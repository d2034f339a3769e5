package dev.planline.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One key that can be set: its name, type, default, rules and meaning. Required unless it says otherwise. */
public final class Definition<T> {

    /** What all names in the environment begin with. */
    public static final String ENVIRONMENT_PREFIX = "PLANLINE_";

    private final String name;
    private final String doc;
    private final Kind<T> kind;
    private final Presence presence;
    private final List<Rule<T>> rules;

    private Definition(String name, String doc, Kind<T> kind, Presence presence, List<Rule<T>> rules) {
        this.name = name;
        this.doc = doc;
        this.kind = kind;
        this.presence = presence;
        this.rules = rules;
    }

    private static <T> Definition<T> of(String name, String doc, Kind<T> kind) {
        return new Definition<>(name, doc, kind, Presence.REQUIRED, List.of());
    }

    /** A text, taken as it stands. */
    public static Definition<String> text(String name, String doc) {
        return of(name, doc, Kind.TEXT);
    }

    /** A whole number of 32 bits. */
    public static Definition<Integer> integer(String name, String doc) {
        return of(name, doc, Kind.INTEGER);
    }

    /** A whole number of 64 bits. */
    public static Definition<Long> number(String name, String doc) {
        return of(name, doc, Kind.LONG);
    }

    /** A finite number. */
    public static Definition<Double> decimal(String name, String doc) {
        return of(name, doc, Kind.DECIMAL);
    }

    /** True or false. */
    public static Definition<Boolean> flag(String name, String doc) {
        return of(name, doc, Kind.FLAG);
    }

    /** A number of bytes, such as {@code 64MiB}. */
    public static Definition<Long> bytes(String name, String doc) {
        return of(name, doc, Kind.BYTES);
    }

    /** A length of time, such as {@code 20ms}. */
    public static Definition<Duration> duration(String name, String doc) {
        return of(name, doc, Kind.DURATION);
    }

    /** A file or folder. */
    public static Definition<Path> path(String name, String doc) {
        return of(name, doc, Kind.PATH);
    }

    /** Texts, separated by commas; empty ones are dropped. */
    public static Definition<List<String>> list(String name, String doc) {
        return of(name, doc, Kind.LIST);
    }

    /** A constant, written in lower case with hyphens. */
    public static <E extends Enum<E>> Definition<E> oneOf(Class<E> type, String name, String doc) {
        return of(name, doc, Kind.oneOf(type));
    }

    /** The same, with this value unless set, written as in a file. */
    public Definition<T> orElse(String fallback) {
        return with(new Presence(fallback, /* required= */ false, presence.secret(), presence.alias()));
    }

    /** The same, without a value unless set. */
    public Definition<T> optional() {
        return with(new Presence(null, /* required= */ false, presence.secret(), presence.alias()));
    }

    /** The same, masked wherever values are shown. */
    public Definition<T> secret() {
        return with(new Presence(presence.fallback(), presence.required(), /* secret= */ true, presence.alias()));
    }

    /** The same, also read from this name in the environment, which gives way to the usual name. */
    public Definition<T> alsoFrom(String alias) {
        return with(new Presence(presence.fallback(), presence.required(), presence.secret(), alias));
    }

    /** The same, with one more rule. */
    public Definition<T> where(Rule<T> rule) {
        var more = new ArrayList<>(rules);
        more.add(rule);
        return new Definition<>(name, doc, kind, presence, List.copyOf(more));
    }

    private Definition<T> with(Presence other) {
        return new Definition<>(name, doc, kind, other, rules);
    }

    /** The key, for example {@code retry.attempts}. */
    public String name() {
        return name;
    }

    /** Its name in the environment, for example {@code PLANLINE_RETRY_ATTEMPTS}. */
    public String environmentName() {
        return ENVIRONMENT_PREFIX + name.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    String doc() {
        return doc;
    }

    Presence presence() {
        return presence;
    }

    /** What values it takes, for people. */
    String takes() {
        var text = new StringBuilder(kind.label());
        rules.forEach(rule -> text.append(", ").append(rule.phrase()));
        return text.toString();
    }

    /**
     * The value of a text.
     *
     * @throws IllegalArgumentException if it takes no such value; the message says what it takes
     */
    T parse(String text) {
        T value;
        try {
            value = kind.parser().apply(text);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new IllegalArgumentException("must be: " + kind.label(), e);
        }
        for (Rule<T> rule : rules) {
            if (!rule.holds().test(value)) {
                throw new IllegalArgumentException("must be " + rule.phrase());
            }
        }
        return value;
    }

    /**
     * Whether a value has to be there, and how it is treated.
     *
     * @param fallback what stands in its place; null for nothing
     * @param alias a second name in the environment; null for none
     */
    record Presence(@Nullable String fallback, boolean required, boolean secret, @Nullable String alias) {

        static final Presence REQUIRED = new Presence(null, /* required= */ true, /* secret= */ false, null);
    }
}
