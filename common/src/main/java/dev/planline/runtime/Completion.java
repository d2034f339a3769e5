package dev.planline.runtime;

import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A record that is handled, and what is to be published with it. */
record Completion(Work work, List<ProducerRecord<byte[], byte[]>> outputs) {}
