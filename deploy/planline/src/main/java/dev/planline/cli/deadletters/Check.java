package dev.planline.cli.deadletters;

import dev.planline.wire.Codec;
import dev.planline.wire.Decoded;
import dev.planline.wire.EventHeaders;
import dev.planline.wire.Topic;
import org.jspecify.annotations.Nullable;

/** Finds what would make a message die again at once: it is read as the stage would read it. */
final class Check {

    private final Codec codec = new Codec();
    private final String prefix;

    private final boolean foreignKeys;

    /**
     * @param prefix of the topics
     * @param foreignKeys whether a message may stand under another key than its own, where its stage would take it
     */
    Check(String prefix, boolean foreignKeys) {
        this.prefix = prefix;
        this.foreignKeys = foreignKeys;
    }

    /** What is wrong with this value for the message of a letter; null if nothing is. */
    @Nullable String problem(DeadLetter letter, byte @Nullable [] value) {
        Topic topic = letter.topic();
        String source = letter.sourceTopic();
        if (source != null && !source.equals(topic.name(prefix))) {
            return "it came from " + source + ", which is not the topic of these dead letters; send it there by hand";
        }
        if (value == null && topic.compacted() && letter.kafka().key() != null) {
            return null;
        }
        return switch (codec.decode(topic.type(), value, EventHeaders.newerSchema(letter.kafka().headers()))) {
            case Decoded.Malformed<? extends Record> malformed -> malformed.message();
            case Decoded.Value<? extends Record>(Record read) -> keyProblem(letter, read);
        };
    }

    /** Without a key there is no order to keep; under a foreign one it would overtake others that concern the same. */
    private @Nullable String keyProblem(DeadLetter letter, Record read) {
        String expected = Topic.keyOf(read);
        if (letter.kafka().key() == null) {
            return letter.topic().compacted() ? "has no key; a table needs one, which is \"" + expected + "\"" : null;
        }
        if (expected.equals(letter.key().text()) || (foreignKeys && !letter.topic().compacted())) {
            return null;
        }
        return "the key is \"" + letter.key().shown() + "\", but the value is about \"" + expected + "\"; patch the value"
                + (letter.topic().compacted() ? ", or publish it anew" : ", or send it regardless with --out-of-order");
    }
}
