package dev.planline.client;

import dev.planline.model.InvalidField;
import dev.planline.text.Names;
import dev.planline.wire.Codec;
import dev.planline.wire.Decoded;
import dev.planline.wire.Redrives;
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
 * @param redrives options of the topic that records what was redriven
 */
record TopicsFile(int partitions, Map<String, Map<String, Object>> topics, Map<String, Object> deadLetters, Map<String, Object> redrives) {

    private static final String RETENTION = "retention.ms";
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
        checkRedrives(deadLetters, redrives);
    }

    /** A letter whose record is gone would be sent a second time. */
    private static void checkRedrives(Map<String, Object> deadLetters, Map<String, Object> redrives) {
        if (!"delete".equals(redrives.get("cleanup.policy"))) {
            throw new InvalidField("redrives.cleanup.policy", "must be delete");
        }
        if (!(redrives.get(RETENTION) instanceof Number kept)) {
            throw new InvalidField("redrives." + RETENTION, "is required");
        }
        boolean longer = deadLetters.get(RETENTION) instanceof Number letters && letters.longValue() >= 0
                && kept.longValue() / 2 >= letters.longValue();
        if (kept.longValue() >= 0 && !longer) {
            throw new InvalidField("redrives." + RETENTION,
                    "must be -1, or at least twice that of deadLetters: a letter that outlives its record would be sent a second time");
        }
    }

    /** Reads the file's content. */
    static Decoded<TopicsFile> read(byte[] json) {
        return new Codec().decode(TopicsFile.class, json);
    }

    /** All topics and their dead letter topics under this prefix, and that of redrives. */
    List<DeclaredTopic> under(String prefix) {
        var declared = new ArrayList<DeclaredTopic>();
        for (Topic topic : Topic.values()) {
            declared.add(new DeclaredTopic(topic.name(prefix), partitions, texts(topics.getOrDefault(topic.shortName(), Map.of()))));
            declared.add(new DeclaredTopic(topic.deadLetterName(prefix), partitions, texts(deadLetters)));
        }
        declared.add(new DeclaredTopic(Redrives.topicName(prefix), partitions, texts(redrives)));
        return declared;
    }

    private static Map<String, String> texts(Map<String, Object> options) {
        var texts = new LinkedHashMap<String, String>();
        options.forEach((name, value) -> texts.put(name, value.toString()));
        return texts;
    }
}
