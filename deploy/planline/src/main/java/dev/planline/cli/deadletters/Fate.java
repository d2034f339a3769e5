package dev.planline.cli.deadletters;

import dev.planline.model.Redrive;
import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What becomes of a dead letter in a redrive. */
sealed interface Fate {

    /** Its message is sent again; the record of that goes with it. */
    record Send(ProducerRecord<byte[], byte[]> message, Redrive redrive) implements Fate {}

    /** It may not be sent, and stays open. */
    record Refused(String reason) implements Fate {}

    /** It stays open because of another of the same key. */
    record HeldBack(String reason) implements Fate {}

    /** It was redriven before. */
    record Redriven(Instant at) implements Fate {}

    /** It is not one of those that are meant. */
    record NotMeant() implements Fate {}
}
