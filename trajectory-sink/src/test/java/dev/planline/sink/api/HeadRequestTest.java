package dev.planline.sink.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeadRequestTest {

    private static final Logger SERVER = Logger.getLogger("com.sun.net.httpserver");

    @TempDir
    private Path directory;

    /** The JDK's server warns, beside the format of our logs, if a HEAD is answered with the length of a body. */
    @Test
    void isAnsweredWithoutAWordInTheLog() throws Exception {
        var log = new Kept();
        SERVER.addHandler(log);
        try (var api = new TestApi(directory, Access.OPEN);
                HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest head = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.port() + "/v1/tasks")).HEAD().build();
            assertThat(client.send(head, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(405);
        } finally {
            SERVER.removeHandler(log);
        }
        assertThat(log.messages).isEmpty();
    }

    private static final class Kept extends Handler {

        private final List<String> messages = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord message) {
            messages.add(message.getMessage());
        }

        @Override
        public void flush() {
            // nothing is held back
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
