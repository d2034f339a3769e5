package dev.planline.cli.deadletters;

import dev.planline.cli.patch.InvalidPatch;
import dev.planline.model.InvalidField;
import dev.planline.model.Redrive;
import dev.planline.text.Beginning;
import dev.planline.wire.Codec;
import dev.planline.wire.DeadLetters;
import dev.planline.wire.Decoded;
import dev.planline.wire.Sizes;
import dev.planline.wire.Topic;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Decides what becomes of dead letters. It does nothing: what it says follows from the terms, from what was redriven before, and from the
 * letters that it is shown, those of one key and topic in the order in which they died.
 *
 * <p>It remembers the keys of the letters that it refused, about 200 bytes for each; what it sends it adds to what was redriven.
 */
final class Triage {

    private static final int TEXT_LIMIT = 1_000;

    /** Leaves room for what Kafka adds to a record. */
    private static final int LARGEST = Sizes.MESSAGE - 256;

    private record Lane(Topic topic, ByteBuffer key) {}

    private final String prefix;
    private final Terms terms;
    private final InstantSource clock;
    private final Instant begin;
    private final Audit audit;
    private final Function<DeadLetter, @Nullable String> newerEntry;
    private final Check check;
    private final Codec codec = new Codec();
    private final Map<Lane, DeadLetterId> refused = new HashMap<>();
    private long sent;

    /**
     * @param clock ages are counted to what it shows now
     * @param audit what was redriven before; what is sent is added to it
     * @param newerEntry where a later entry stands that a letter of a table would overwrite; null if there is none
     */
    Triage(String prefix, Terms terms, InstantSource clock, Audit audit, Function<DeadLetter, @Nullable String> newerEntry) {
        this.prefix = prefix;
        this.terms = terms;
        this.clock = clock;
        this.begin = clock.instant();
        this.audit = audit;
        this.newerEntry = newerEntry;
        this.check = new Check(prefix, !terms.keepOrder());
    }

    /** What becomes of the next letter. */
    Fate decide(DeadLetter letter) {
        if (full() || !terms.filter().takes(letter, begin)) {
            return new Fate.NotMeant();
        }
        Instant before = audit.redrivenAt(letter);
        if (before != null) {
            return new Fate.Redriven(before);
        }
        Lane lane = lane(letter);
        if (terms.keepOrder() && lane != null) {
            DeadLetterId earlier = refused.get(lane);
            if (earlier != null) {
                return new Fate.HeldBack("waits for " + earlier
                        + " of the same key, which is refused; mend that one first, or send this regardless with --out-of-order");
            }
            String newer = newerEntry.apply(letter);
            if (newer != null) {
                return new Fate.HeldBack("a newer entry of this key stands at " + newer
                        + " and would be overwritten; send this regardless with --out-of-order");
            }
        }
        Fate fate = examine(letter);
        if (fate instanceof Fate.Send(_, Redrive redrive)) {
            audit.add(redrive);
            sent++;
        } else if (lane != null) {
            refused.put(lane, letter.id());
        }
        return fate;
    }

    /** Whether as many are sent as are allowed. */
    boolean full() {
        return sent >= terms.limit();
    }

    private Fate examine(DeadLetter letter) {
        if (letter.leftOut() != null) {
            return new Fate.Refused(letter.leftOut() + "; publish the message anew if it is wanted");
        }
        OptionalInt before = letter.redrives();
        if (before.isEmpty()) {
            return new Fate.Refused("its header that counts redrives holds no number; publish the message anew if it is wanted");
        }
        if (before.getAsInt() >= terms.maxRedrives()) {
            return new Fate.Refused("has died again after " + times(before.getAsInt())
                    + "; mend what makes it die, then allow more with --max-redrives");
        }
        byte[] value;
        try {
            value = patched(letter.kafka().value());
        } catch (InvalidPatch e) {
            return new Fate.Refused("patch: " + e.getMessage());
        }
        String problem = check.problem(letter, value);
        return problem == null ? send(letter, value, before.getAsInt() + 1) : new Fate.Refused(problem);
    }

    private byte @Nullable [] patched(byte @Nullable [] value) throws InvalidPatch {
        Terms.Patch patch = terms.patch();
        return patch == null ? value : patch.operations().apply(value);
    }

    private Fate send(DeadLetter letter, byte @Nullable [] value, int count) {
        String target = letter.topic().name(prefix);
        Terms.Patch patch = terms.patch();
        ProducerRecord<byte[], byte[]> message = DeadLetters.redriven(letter.kafka(), target, value, letter.id().toString(), count);
        int size = Sizes.of(message);
        if (size > LARGEST) {
            return new Fate.Refused("key, value and headers have " + size + " bytes; at most " + LARGEST
                    + " are sent, for more would not go on its topic; publish the message anew, with less or compressed");
        }
        try {
            var redrive = new Redrive(letter.id().toString(), letter.diedAt(), letter.source(), cut(letter.key().text()), target,
                    terms.by(),
                    clock.instant(), count, patch == null ? null : patch.digest(), cut(letter.kind()), cut(letter.stage()),
                    cut(letter.field()), cut(letter.message()));
            // Whoever redrives next has to read the records of all: one that cannot be read would stop everybody.
            return codec.decode(Redrive.class, codec.encode(redrive)) instanceof Decoded.Malformed<Redrive> malformed
                    ? unrecordable(malformed.message())
                    : new Fate.Send(message, redrive);
        } catch (InvalidField e) {
            return unrecordable(e.getMessage());
        }
    }

    private static Fate unrecordable(@Nullable String problem) {
        return new Fate.Refused(
                "what it says of itself cannot go into the record of its redrive (" + problem + "); publish the message anew");
    }

    /** A record must not grow with what it is about. */
    private static @Nullable String cut(@Nullable String text) {
        return text == null || text.length() <= TEXT_LIMIT ? text : Beginning.of(text, TEXT_LIMIT) + " ...";
    }

    private static @Nullable Lane lane(DeadLetter letter) {
        byte[] key = letter.kafka().key();
        return key == null ? null : new Lane(letter.topic(), ByteBuffer.wrap(key));
    }

    private static String times(int redrives) {
        return redrives + (redrives == 1 ? " redrive" : " redrives");
    }
}
