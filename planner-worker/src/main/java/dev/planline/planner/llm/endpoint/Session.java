package dev.planline.planner.llm.endpoint;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import dev.planline.model.Usage;
import dev.planline.planner.llm.endpoint.CallFailed.Kind;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.ratelimiter.RateLimiter;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * All calls for one plan: they share a deadline and a number of requests, and their tokens are added up.
 *
 * <p>From the outside in: deadline, breaker, retry, rate limit. The breaker comes before the rate limit so that an open one
 * declines at once; the rate limit is innermost so that retries count, as they do for the endpoint. Every wait ends with the
 * deadline or an interrupt. Not thread-safe.
 */
public final class Session {

    private static final IntervalFunction BACKOFF = IntervalFunction.ofExponentialRandomBackoff(Duration.ofMillis(200), 2.0, 0.5,
            Duration.ofSeconds(5));

    private final EndpointSettings settings;
    private final CircuitBreaker breaker;
    private final @Nullable RateLimiter limiter;
    private final EndpointMeters meters;
    private final ChatModel model;
    private final long end;
    private int calls;
    private long tokensIn;
    private long tokensOut;

    Session(EndpointSettings settings, HttpClient http, CircuitBreaker breaker, @Nullable RateLimiter limiter, EndpointMeters meters) {
        this.settings = settings;
        this.breaker = breaker;
        this.limiter = limiter;
        this.meters = meters;
        this.model = Protocol.model(settings, new Transport(http, this::nanosLeft));
        this.end = System.nanoTime() + settings.deadline().toNanos();
    }

    /** What this session has used so far; null before its first request. */
    public @Nullable Usage usage() {
        return calls == 0 ? null : new Usage(settings.model(), calls, tokensIn, tokensOut, settings.prices().of(tokensIn, tokensOut));
    }

    /** Asks, if there is time, a request left, and the endpoint is not known to be down. */
    public Reply ask(Question question) throws InterruptedException {
        if (calls == settings.maxCalls()) {
            return new Reply.Failed("all " + settings.maxCalls() + " calls that one plan may make are used up");
        }
        if (!breaker.tryAcquirePermission()) {
            return new Reply.Failed("the circuit breaker is open because the endpoint failed too often");
        }
        long begin = System.nanoTime();
        try {
            ChatResponse response = persist(question);
            breaker.onSuccess(System.nanoTime() - begin, TimeUnit.NANOSECONDS);
            return reply(response);
        } catch (CallFailed e) {
            switch (e.kind()) {
                case TRANSIENT, LASTING -> breaker.onError(System.nanoTime() - begin, TimeUnit.NANOSECONDS, e);
                case REFUSED, CANCELLED -> breaker.releasePermission();
            }
            if (e.kind() == Kind.CANCELLED) {
                throw new InterruptedException(e.getMessage());
            }
            return new Reply.Failed(reasonOf(e));
        } catch (InterruptedException e) {
            breaker.releasePermission();
            throw e;
        }
    }

    private static String reasonOf(CallFailed failure) {
        return String.valueOf(failure.getMessage());
    }

    private ChatResponse persist(Question question) throws InterruptedException {
        for (int attempt = 1;; attempt++) {
            awaitTurn();
            try {
                return call(question);
            } catch (CallFailed e) {
                if (e.kind() != Kind.TRANSIENT || attempt == settings.attempts() || calls == settings.maxCalls()) {
                    throw e;
                }
                Duration asked = e.retryAfter();
                pause(asked == null ? Duration.ofMillis(BACKOFF.apply(attempt)) : asked, e);
            }
        }
    }

    /** Waits before the next attempt; where that would take longer than is left, the last failure stands. */
    private void pause(Duration pause, CallFailed last) throws InterruptedException {
        if (pause.toNanos() >= nanosLeft()) {
            throw new CallFailed(last.kind(), reasonOf(last) + ", and there is no time to try again");
        }
        Thread.sleep(pause);
    }

    private void awaitTurn() throws InterruptedException {
        if (limiter == null) {
            return;
        }
        long nanos = limiter.reservePermission();
        if (nanos < 0 || nanos >= nanosLeft()) {
            throw new CallFailed(Kind.REFUSED, "the rate limit leaves no turn before the deadline");
        }
        TimeUnit.NANOSECONDS.sleep(nanos);
    }

    private ChatResponse call(Question question) {
        if (nanosLeft() <= 0) {
            throw new CallFailed(Kind.LASTING, "the deadline has passed");
        }
        calls++;
        try {
            ChatResponse response = model.chat(Protocol.request(question));
            count(response);
            return response;
        } catch (RuntimeException e) {
            meters.failed();
            throw CallFailed.in(e);
        }
    }

    private void count(ChatResponse response) {
        TokenUsage used = response.tokenUsage();
        long in = used == null ? 0 : atLeastZero(used.inputTokenCount());
        long out = used == null ? 0 : atLeastZero(used.outputTokenCount());
        tokensIn += in;
        tokensOut += out;
        meters.answered(in, out);
    }

    private static long atLeastZero(@Nullable Integer tokens) {
        return tokens == null ? 0 : Math.max(0, tokens);
    }

    private static Reply reply(ChatResponse response) {
        String text = response.aiMessage().text();
        if (response.finishReason() == FinishReason.LENGTH) {
            return new Reply.Failed("the reply was cut off");
        }
        return text == null || text.isBlank() ? new Reply.Failed("the reply is empty") : new Reply.Text(text);
    }

    private long nanosLeft() {
        return end - System.nanoTime();
    }
}
