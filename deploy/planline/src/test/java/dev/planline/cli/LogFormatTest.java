package dev.planline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.observability.LogKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a process writes to standard error. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class LogFormatTest {

    /** Logs a little of everything. */
    static final class Main {

        private static final Logger LOGGER = LoggerFactory.getLogger("dev.planline.Main");

        private Main() {}

        public static void main(String[] arguments) {
            LOGGER.info("{} starts with\n  \"{}\"", "router", "a=b");
            MDC.put(LogKey.TRACE_ID.key(), "0af7651916cd43dd8448eb211c80319c");
            MDC.put(LogKey.SPAN_ID.key(), "b7ad6b7169203331");
            LOGGER.atWarn().addKeyValue(LogKey.TOPIC.key(), "planline.tasks").addKeyValue(LogKey.OFFSET.key(), 7L)
                    .setCause(new IllegalStateException("first\nsecond", new IOException("below"))).log("the handler failed");
            MDC.clear();
            LOGGER.debug("not shown");
        }
    }

    @Test
    void aLineIsAnObjectIfSoSetInTheEnvironment() throws Exception {
        List<JsonNode> lines = run("json").lines().map(line -> new JsonMapper().readTree(line)).toList();
        assertThat(lines).hasSize(2);
        JsonNode starts = lines.getFirst();
        assertThat(starts.propertyNames()).contains("timestamp", "level", "threadName", "loggerName", "formattedMessage");
        assertThat(starts.path("timestamp").asLong()).isBetween(System.currentTimeMillis() - 60_000, System.currentTimeMillis());
        assertThat(starts.path("level").asString()).isEqualTo("INFO");
        assertThat(starts.path("loggerName").asString()).isEqualTo("dev.planline.Main");
        assertThat(starts.path("formattedMessage").asString()).isEqualTo("router starts with\n  \"a=b\"");
        assertThat(starts.path("mdc").size()).isZero();
        JsonNode failed = lines.getLast();
        assertThat(failed.path("level").asString()).isEqualTo("WARN");
        assertThat(failed.path("kvpList")).hasToString("[{\"topic\":\"planline.tasks\"},{\"offset\":\"7\"}]");
        assertThat(failed.path("mdc"))
                .isEqualTo(new JsonMapper().readTree("""
                        {"trace_id": "0af7651916cd43dd8448eb211c80319c", "span_id": "b7ad6b7169203331"}"""));
        assertThat(failed.path("throwable").path("className").asString()).isEqualTo("java.lang.IllegalStateException");
        assertThat(failed.path("throwable").path("message").asString()).isEqualTo("first\nsecond");
        assertThat(failed.path("throwable").path("cause").path("message").asString()).isEqualTo("below");
    }

    @Test
    void aLineIsTextOtherwise() throws Exception {
        assertThat(run(null).lines().toList()).first().asString()
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z INFO  Main router starts with");
        assertThat(run(null)).contains("WARN  Main the handler failed topic=\"planline.tasks\" offset=\"7\"");
    }

    @Test
    void aFormatThatDoesNotExistIsSaidAndTheLogIsText() throws Exception {
        assertThat(run("xml")).contains("PLANLINE_LOG_FORMAT is \"xml\"; there are text and json")
                .contains("INFO  Main router starts with");
    }

    private static String run(String format) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", "-Dlogback.configurationFile=logback.xml", "-cp", System.getProperty("java.class.path"),
                Main.class.getName());
        builder.environment().remove("PLANLINE_LOG_FORMAT");
        if (format != null) {
            builder.environment().put("PLANLINE_LOG_FORMAT", format);
        }
        Process process = builder.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.lines().collect(Collectors.joining("\n"));
    }
}
