package dev.planline.benchmarks.contender;

import dev.planline.benchmarks.workload.Work;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;

/** Kafka Streams, exactly once; one thread without work, as many as partitions with it. */
public final class Streams implements Contender {

    @Override
    public String name() {
        return "Kafka Streams";
    }

    @Override
    public boolean exactlyOnce() {
        return true;
    }

    @Override
    public boolean ordered() {
        return true;
    }

    @Override
    public boolean olderClients() {
        return true;
    }

    @Override
    public Running start(Job job) {
        var builder = new StreamsBuilder();
        // its threads look up only after hundreds of records, which at ten milliseconds each takes longer than anyone would wait for the end
        var over = new AtomicBoolean();
        builder.stream(job.input(), Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()))
                .mapValues(value -> over.get() ? value : job.workload().handle(value))
                .to(job.output(), Produced.with(Serdes.ByteArray(), Serdes.ByteArray()));
        var streams = new KafkaStreams(builder.build(), options(job));
        streams.start();
        return () -> {
            over.set(true);
            if (!streams.close(Duration.ofSeconds(30))) {
                throw new IllegalStateException("Kafka Streams does not end");
            }
            streams.cleanUp();
        };
    }

    private static Properties options(Job job) {
        var options = new Properties();
        options.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, job.bootstrapServers());
        options.put(StreamsConfig.APPLICATION_ID_CONFIG, job.id());
        options.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        options.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, job.workload().work() == Work.NONE ? 1 : job.partitions());
        options.put(StreamsConfig.STATE_DIR_CONFIG, System.getProperty("java.io.tmpdir") + "/planline-benchmarks");
        ClientOptions.CONSUMER.forEach((name, value) -> options.put(StreamsConfig.consumerPrefix(name), value));
        ClientOptions.PRODUCER.forEach((name, value) -> options.put(StreamsConfig.producerPrefix(name), value));
        return options;
    }
}
