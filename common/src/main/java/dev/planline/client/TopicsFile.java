package dev.planline.client;

import dev.planline.model.InvalidField;
import dev.planline.text.Names;
import dev.planline.wire.Codec;
import dev.planline.wire.Decoded;
import dev.planline.wire.Topic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The file that declares all topics.
 *
 * @param partitions of every topic: what is keyed by task id is read side by side
 * @param topics options by topic, without the prefix
 * @param deadLetters options of every dead letter topic
 */
record TopicsFile(int partitions, Map<String, Map<String, Object>> topics, Map<String, Object> deadLetters) {

    private static final List<String> NAMES = Arrays.stream(Topic.values()).map(Topic::shortName).toList();

    TopicsFile {
        if (partitions < 1) {
            throw new InvalidField("partitions", "is " + partitions + "; must be 1 or more");
        }
        for (String name : topics.keySet()) {
            if (!NAMES.contains(name)) {
                throw new InvalidField("topics." + name, "unknown topic" + Names.didYouMean(name, NAMES));
            }
        }
        for (String name : NAMES) {
            if (!topics.containsKey(name)) {
                throw new InvalidField("topics." + name, "is required");
            }
        }
    }

    /** Reads the file's content. */
    static Decoded<TopicsFile> read(byte[] json) {
        return new Codec().decode(TopicsFile.class, json);
    }

    /** All topics and their dead letter topics under this prefix. */
    List<DeclaredTopic> under(String prefix) {
        var declared = new ArrayList<DeclaredTopic>();
        for (Topic topic : Topic.values()) {
            declared.add(new DeclaredTopic(topic.name(prefix), partitions, texts(topics.getOrDefault(topic.shortName(), Map.of()))));
            declared.add(new DeclaredTopic(topic.deadLetterName(prefix), partitions, texts(deadLetters)));
        }
        return declared;
    }

    private static Map<String, String> texts(Map<String, Object> options) {
        var texts = new LinkedHashMap<String, String>();
        options.forEach((name, value) -> texts.put(name, value.toString()));
        return texts;
    }
}
