package dev.planline.benchmarks.report;

import dev.planline.benchmarks.contender.ClientOptions;
import dev.planline.benchmarks.measure.Broker;
import dev.planline.benchmarks.measure.ContenderJvms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where it was measured.
 *
 * @param libraries version by artefact
 * @param clientOptions that all contenders share
 */
public record Environment(
        String processor,
        int cores,
        String system,
        String jdk,
        Map<String, String> libraries,
        List<String> brokerJvm,
        List<String> contenderJvm,
        Map<String, String> clientOptions) {

    private static final List<String> LIBRARIES = List.of("kafka_2.13", "kafka-clients", "kafka-streams", "parallel-consumer-core",
            "spring-kafka");

    /** This machine. */
    public static Environment here() {
        return new Environment(processorHere(), Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " " + System.getProperty("os.arch"),
                System.getProperty("java.vm.vendor") + " " + Runtime.version(), librariesHere(), Broker.JVM, ContenderJvms.OPTIONS,
                ClientOptions.all());
    }

    private static String processorHere() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name")).findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }

    private static Map<String, String> librariesHere() {
        var versions = new TreeMap<String, String>();
        for (String library : LIBRARIES) {
            Matcher jar = Pattern.compile(Pattern.quote(library) + "-(\\d[^/]*?)\\.jar").matcher(System.getProperty("java.class.path"));
            versions.put(library, jar.find() ? jar.group(1) : "unknown");
        }
        versions.put("kafka-clients of Kafka Streams and parallel-consumer", versions.get("kafka-streams"));
        return versions;
    }
}
