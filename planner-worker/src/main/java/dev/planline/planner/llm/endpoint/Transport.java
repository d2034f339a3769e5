package dev.planline.planner.llm.endpoint;

import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import dev.planline.planner.llm.endpoint.CallFailed.Kind;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Carries the requests of the client library.
 *
 * <p>The library's own transport loses the headers of what is not a success, so nobody could wait as long as {@code Retry-After}
 * asks, and its timeout ends with the headers of a reply, so an endpoint that trickles its body would hold a thread for ever.
 * Here the time left bounds the whole exchange, an interrupt ends it, and a body has a size.
 */
final class Transport implements dev.langchain4j.http.client.HttpClient {

    private static final long MOST_BYTES = 4L << 20;

    private final HttpClient http;
    private final LongSupplier nanosLeft;

    Transport(HttpClient http, LongSupplier nanosLeft) {
        this.http = http;
        this.nanosLeft = nanosLeft;
    }

    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        HttpResponse<byte[]> response = await(
                http.sendAsync(translated(request), BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES)));
        if (response.statusCode() / 100 != 2) {
            throw CallFailed.status(response.statusCode(), retryAfter(response));
        }
        return SuccessfulHttpResponse.builder().statusCode(response.statusCode()).headers(response.headers().map()).body(response.body())
                .build();
    }

    @Override
    public void execute(HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
        throw new UnsupportedOperationException("BUG: nothing is streamed");
    }

    private static java.net.http.HttpRequest translated(HttpRequest request) {
        var builder = java.net.http.HttpRequest.newBuilder(URI.create(request.url()));
        request.headers().forEach((name, values) -> values.forEach(value -> builder.header(name, value)));
        return builder.method(request.method().name(), java.net.http.HttpRequest.BodyPublishers.ofString(request.body())).build();
    }

    private HttpResponse<byte[]> await(CompletableFuture<HttpResponse<byte[]>> exchange) {
        try {
            return exchange.get(nanosLeft.getAsLong(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            throw new CallFailed(Kind.LASTING, "the endpoint did not answer by the deadline");
        } catch (InterruptedException _) {
            throw new CallFailed(Kind.CANCELLED, "interrupted");
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new CallFailed(Kind.TRANSIENT, "the exchange with the endpoint failed: " + cause.getClass().getSimpleName());
        } finally {
            exchange.cancel(true);
        }
    }

    private static @Nullable Duration retryAfter(HttpResponse<?> response) {
        return response.headers().firstValue("retry-after-ms").map(Transport::number).map(Duration::ofMillis)
                .or(() -> response.headers().firstValue("retry-after").map(Transport::number).map(Duration::ofSeconds)).orElse(null);
    }

    /** A whole number of at most six digits; null for anything else, such as a date. */
    private static @Nullable Long number(String text) {
        return text.matches("\\d{1,6}") ? Long.valueOf(text) : null;
    }
}
