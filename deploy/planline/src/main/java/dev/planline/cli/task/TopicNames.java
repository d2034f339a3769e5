package dev.planline.cli.task;

import dev.planline.cli.console.CommandFailed;
import dev.planline.text.Names;
import dev.planline.wire.Redrives;
import dev.planline.wire.Topic;
import java.util.ArrayList;
import java.util.List;

/** Finds the topic that a name means, with or without the prefix. */
final class TopicNames {

    private TopicNames() {}

    /** The name on the cluster. */
    static String resolve(String name, String prefix) {
        var known = new ArrayList<String>();
        for (Topic topic : Topic.values()) {
            known.add(topic.shortName());
            known.add(topic.shortName() + Topic.DEAD_LETTER_SUFFIX);
        }
        known.add(Redrives.SHORT_NAME);
        String bare = name.startsWith(prefix + ".") ? name.substring(prefix.length() + 1) : name;
        if (!known.contains(bare)) {
            throw CommandFailed.badInput("unknown topic \"" + name + "\"" + Names.didYouMean(bare, known));
        }
        return prefix + "." + bare;
    }

    /** All topics but those of dead letters and redrives. */
    static List<String> all(String prefix) {
        return List.of(Topic.values()).stream().map(topic -> topic.name(prefix)).toList();
    }
}
