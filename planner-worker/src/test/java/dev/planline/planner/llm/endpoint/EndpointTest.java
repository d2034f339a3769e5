package dev.planline.planner.llm.endpoint;

import static dev.planline.planner.llm.endpoint.StubModel.says;
import static dev.planline.planner.llm.endpoint.StubModel.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.planline.model.Usage;
import dev.planline.observability.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class EndpointTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Question QUESTION = new Question("divide", "{}", "{\"type\": \"object\"}");
    private static final Reply GOOD = new Reply.Text("good");
    private static final Reply OPEN = new Reply.Failed("the circuit breaker is open because the endpoint failed too often");

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final List<StubModel> stubs = new ArrayList<>();

    @AfterEach
    void stop() {
        stubs.forEach(StubModel::close);
    }

    @Test
    void theDeadlineEndsACallThatIsNotAnswered() throws InterruptedException {
        StubModel stub = slow((self, number) -> self.hangs());
        Session session = endpoint(stub.settings(SHORT)).open();
        assertThat(session.ask(QUESTION)).isEqualTo(new Reply.Failed("the endpoint did not answer by the deadline"));
        assertThat(session.usage()).isEqualTo(new Usage("m", 1, 0, 0, 0));
        assertThat(session.ask(QUESTION)).as("the session has one deadline").isEqualTo(new Reply.Failed("the deadline has passed"));
        assertThat(stub.requests()).hasSize(1);
    }

    @Test
    void theDeadlineEndsAReplyThatTrickles() throws InterruptedException {
        StubModel stub = slow((self, number) -> self.trickles());
        assertThat(endpoint(stub.settings(SHORT)).open().ask(QUESTION))
                .isEqualTo(new Reply.Failed("the endpoint did not answer by the deadline"));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503})
    void whatMayPassIsTriedAgain(int status) throws InterruptedException {
        StubModel stub = stub(status(status, "0"), says("good"));
        Session session = endpoint(stub.settings(LONG, 3, 10, 0)).open();
        assertThat(session.ask(QUESTION)).isEqualTo(GOOD);
        assertThat(stub.requests()).hasSize(2);
        assertThat(session.usage()).isEqualTo(new Usage("m", 2, 100, 20, 0.0003));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 422})
    void whatWillNotPassIsNotTriedAgain(int status) throws InterruptedException {
        StubModel stub = stub(status(status, "0"), says("good"));
        assertThat(endpoint(stub.settings(LONG, 3, 10, 0)).open().ask(QUESTION))
                .isEqualTo(new Reply.Failed("the endpoint answered with the status " + status));
        assertThat(stub.requests()).hasSize(1);
    }

    @Test
    void attemptsAndCallsAreBounded() throws InterruptedException {
        StubModel stub = stub(status(500, "0"));
        Endpoint endpoint = endpoint(stub.settings(LONG, 3, 4, 0));
        Session session = endpoint.open();
        assertThat(session.ask(QUESTION)).isEqualTo(new Reply.Failed("the endpoint answered with the status 500"));
        assertThat(stub.requests()).hasSize(3);
        assertThat(session.ask(QUESTION)).isEqualTo(new Reply.Failed("the endpoint answered with the status 500"));
        assertThat(session.ask(QUESTION)).isEqualTo(new Reply.Failed("all 4 calls that one plan may make are used up"));
        assertThat(stub.requests()).hasSize(4);
    }

    @Test
    void whoeverAsksToComeBackAfterTheDeadlineIsNotAskedAgain() throws InterruptedException {
        StubModel stub = stub(status(429, "3600"), says("good"));
        assertThat(endpoint(stub.settings(LONG, 3, 10, 0)).open().ask(QUESTION))
                .isEqualTo(new Reply.Failed("the endpoint answered with the status 429, and there is no time to try again"));
        assertThat(stub.requests()).hasSize(1);
    }

    @Test
    void theBreakerOpensAfterFiveFailuresAndThenNothingIsSent() throws InterruptedException {
        StubModel stub = stub(status(500, "0"));
        Endpoint endpoint = endpoint(stub.settings(LONG, 2, 10, 0));
        for (int i = 0; i < 5; i++) {
            assertThat(breaker()).isZero();
            assertThat(endpoint.open().ask(QUESTION)).isEqualTo(new Reply.Failed("the endpoint answered with the status 500"));
        }
        for (int i = 0; i < 20; i++) {
            Session session = endpoint.open();
            assertThat(session.ask(QUESTION)).isEqualTo(OPEN);
            assertThat(session.usage()).isNull();
        }
        assertThat(stub.requests()).hasSize(10);
        assertThat(breaker()).isOne();
        assertThat(calls("failed")).isEqualTo(10);
    }

    @Test
    void callsThatAreCutOffByTheDeadlineOpenTheBreakerToo() throws InterruptedException {
        Endpoint endpoint = endpoint(slow((self, number) -> self.hangs()).settings(Duration.ofMillis(100)));
        for (int i = 0; i < 5; i++) {
            endpoint.open().ask(QUESTION);
        }
        assertThat(endpoint.open().ask(QUESTION)).isEqualTo(OPEN);
    }

    @Test
    void requestsThatAreRefusedForWhatIsInThemDoNotOpenTheBreaker() throws InterruptedException {
        StubModel stub = stub(status(400));
        Endpoint endpoint = endpoint(stub.settings(LONG));
        for (int i = 0; i < 20; i++) {
            assertThat(endpoint.open().ask(QUESTION)).isEqualTo(new Reply.Failed("the endpoint answered with the status 400"));
        }
        assertThat(stub.requests()).hasSize(20);
    }

    @Test
    void callsThatAreInterruptedDoNotOpenTheBreaker() throws InterruptedException {
        StubModel stub = slow((self, number) -> number < 10 ? self.hangs() : says("good"));
        Endpoint endpoint = endpoint(stub.settings(LONG));
        for (int i = 1; i <= 10; i++) {
            int sent = i;
            Thread caller = asking(endpoint);
            await().until(() -> stub.requests().size() == sent);
            caller.interrupt();
            caller.join();
        }
        assertThat(calls("failed")).isEqualTo(10);
        assertThat(endpoint.open().ask(QUESTION)).isEqualTo(GOOD);
    }

    @Test
    void theMeterShowsTheBreakerOpenUntilTheEndpointHasProvedWell() throws InterruptedException {
        StubModel stub = slow((self, number) -> number < 5 ? status(503) : self.hangs());
        var endpoint = new Endpoint(stub.settings(LONG), registry, Duration.ofMillis(50));
        for (int i = 0; i < 5; i++) {
            endpoint.open().ask(QUESTION);
        }
        var callers = new ArrayList<Thread>();
        await("one is let through").until(() -> {
            callers.add(asking(endpoint)); // refused at once, until the breaker tries the endpoint out
            return stub.requests().size() > 5;
        });
        assertThat(breaker()).isOne();
        for (Thread caller : callers) {
            caller.interrupt();
            caller.join();
        }
    }

    /** Somebody who asks until interrupted. */
    private static Thread asking(Endpoint endpoint) {
        return Thread.ofVirtual().start(() -> {
            try {
                endpoint.open().ask(QUESTION);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @Test
    void theBreakerClosesWhenTheEndpointIsWellAgain() throws InterruptedException {
        StubModel stub = stub(status(503), status(503), status(503), status(503), status(503), says("good"));
        var endpoint = new Endpoint(stub.settings(LONG), registry, Duration.ofMillis(50));
        for (int i = 0; i < 5; i++) {
            endpoint.open().ask(QUESTION);
        }
        await().until(() -> endpoint.open().ask(QUESTION).equals(GOOD));
        for (int i = 0; i < 10; i++) {
            assertThat(endpoint.open().ask(QUESTION)).isEqualTo(GOOD);
        }
        assertThat(stub.requests()).hasSize(16);
        assertThat(breaker()).isZero();
    }

    @Test
    void theRateLimitHoldsAndSaysSo() throws InterruptedException {
        StubModel stub = stub(says("good"));
        Endpoint endpoint = endpoint(stub.settings(SHORT, 1, 10, 0.01));
        assertThat(endpoint.open().ask(QUESTION)).isEqualTo(GOOD);
        assertThat(endpoint.open().ask(QUESTION)).isEqualTo(new Reply.Failed("the rate limit leaves no turn before the deadline"));
        assertThat(stub.requests()).hasSize(1);
    }

    @Test
    void callsAndTokensAreMetered() throws InterruptedException {
        StubModel stub = stub(status(500, "0"), says("good"));
        endpoint(stub.settings(LONG, 2, 10, 0)).open().ask(QUESTION);
        assertThat(calls("failed")).isOne();
        assertThat(calls("answered")).isOne();
        assertThat(registry.get(Meter.MODEL_TOKENS.meterName()).tag("direction", "in").counter().count()).isEqualTo(100);
        assertThat(registry.get(Meter.MODEL_TOKENS.meterName()).tag("direction", "out").counter().count()).isEqualTo(20);
    }

    @Test
    void theKeyIsNeitherLoggedNorPassedOn() throws InterruptedException {
        var logger = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        Level level = logger.getLevel();
        var appender = new ListAppender<ILoggingEvent>();
        appender.start();
        logger.addAppender(appender);
        logger.setLevel(Level.TRACE);
        try {
            StubModel stub = stub(status(401), says("good"));
            EndpointSettings settings = stub.settings(LONG);
            Endpoint endpoint = endpoint(settings);
            logger.trace("the log is read");
            assertThat(endpoint.open().ask(QUESTION).toString()).doesNotContain(StubModel.KEY);
            assertThat(endpoint.open().ask(QUESTION)).isEqualTo(GOOD);
            assertThat(stub.authorizations()).containsExactly("Bearer " + StubModel.KEY, "Bearer " + StubModel.KEY);
            assertThat(settings.toString()).startsWith("m at http://127.0.0.1:").doesNotContain(StubModel.KEY);
            assertThat(List.copyOf(appender.list)).extracting(ILoggingEvent::getFormattedMessage).contains("the log is read")
                    .noneMatch(message -> message.contains(StubModel.KEY));
        } finally {
            logger.setLevel(level);
            logger.detachAppender(appender);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:11434/v1", "https://api.example.com/v1/", "http://[::1]:8000"})
    void addressesThatCanBeAsked(String url) {
        assertThat(EndpointSettings.isUsable(url)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost:8000", "ftp://host/v1", "http:///v1", "http://me:secret@host/v1", "http://host/v1?key=1",
        "http://host/#x", "http://ho st"})
    void addressesThatCannot(String url) {
        assertThat(EndpointSettings.isUsable(url)).isFalse();
    }

    private double breaker() {
        return registry.get(Meter.MODEL_BREAKER_OPEN.meterName()).gauge().value();
    }

    private double calls(String outcome) {
        return registry.get(Meter.MODEL_CALLS.meterName()).tag("outcome", outcome).counter().count();
    }

    private Endpoint endpoint(EndpointSettings settings) {
        return new Endpoint(settings, registry);
    }

    private StubModel stub(StubModel.Reaction... reactions) {
        return slow((self, number) -> reactions[Math.min(number, reactions.length - 1)]);
    }

    private StubModel slow(Reactions reactions) {
        var self = new StubModel[1];
        IntFunction<StubModel.Reaction> bound = number -> reactions.of(self[0], number);
        self[0] = new StubModel(bound);
        stubs.add(self[0]);
        return self[0];
    }

    @FunctionalInterface
    private interface Reactions {

        StubModel.Reaction of(StubModel self, int number);
    }
}
