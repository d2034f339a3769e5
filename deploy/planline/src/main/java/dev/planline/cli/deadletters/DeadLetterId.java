package dev.planline.cli.deadletters;

import dev.planline.cli.console.CommandFailed;
import dev.planline.text.Names;
import dev.planline.wire.Topic;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a dead letter stands, written {@code tasks-0@12}: topic without prefix, partition, offset. */
record DeadLetterId(Topic topic, int partition, long offset) {

    private static final Pattern FORM = Pattern.compile("([a-z]+)-(\\d{1,6})@(\\d{1,18})");
    private static final List<String> NAMES = Arrays.stream(Topic.values()).map(Topic::shortName).toList();

    static DeadLetterId parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw CommandFailed
                    .badInput("\"" + text + "\" is not the id of a dead letter, such as tasks-0@12; 'planline dlq list' shows them");
        }
        return new DeadLetterId(topic(matcher.group(1)), Integer.parseInt(matcher.group(2)), Long.parseLong(matcher.group(3)));
    }

    /** The same of what a program has written; empty if it is none. */
    static Optional<DeadLetterId> find(String text) {
        try {
            return Optional.of(parse(text));
        } catch (CommandFailed e) {
            return Optional.empty();
        }
    }

    /** The topic that has this name, without prefix. */
    static Topic topic(String name) {
        return Arrays.stream(Topic.values())
                .filter(topic -> topic.shortName().equals(name))
                .findFirst()
                .orElseThrow(() -> CommandFailed.badInput("unknown topic \"" + name + "\"" + Names.nearest(name, NAMES)
                        .map(near -> "; did you mean \"" + near + "\"?").orElse("; use one of " + String.join(", ", NAMES))));
    }

    @Override
    public String toString() {
        return topic.shortName() + "-" + partition + "@" + offset;
    }
}
