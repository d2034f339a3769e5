package dev.planline.runtime;

import dev.planline.observability.LogKey;
import dev.planline.runtime.Outcome.DeadLetter;
import dev.planline.runtime.Outcome.Emit;
import dev.planline.runtime.Outcome.Ignore;
import dev.planline.tracing.Handling;
import dev.planline.wire.Codec;
import dev.planline.wire.Decoded;
import dev.planline.wire.Topic;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns one record into what is to be published for it: decodes, calls the handler with retries, encodes. Whatever happens
 * on the way becomes a dead letter with its reason, so that every record completes; but for what says nothing of the record, such as
 * memory that is used up, which ends this worker. Thread-safe.
 */
final class Performer {

    private static final Logger LOGGER = LoggerFactory.getLogger(Performer.class);

    /** What a record came to. */
    sealed interface Made permits Outputs, Fault {}

    /** What is to be published for it. */
    private record Outputs(List<ProducerRecord<byte[], byte[]>> records) implements Made {}

    private final Stage stage;
    private final WorkerSettings settings;
    private final Codec codec;
    private final Envelopes envelopes;
    private final Spans spans;
    private final WorkerMeters meters;
    private final Retry retry;
    private final Gate gate;
    private final Ticker ticker;
    private final Consumer<Completion> done;

    /** Something happened that makes no dead letter, such as that memory is used up; nothing more begins. */
    private volatile boolean broken;

    Performer(
            Stage stage,
            WorkerSettings settings,
            Codec codec,
            Envelopes envelopes,
            Spans spans,
            WorkerMeters meters,
            Gate gate,
            Ticker ticker,
            Consumer<Completion> done) {
        this.stage = stage;
        this.settings = settings;
        this.codec = codec;
        this.envelopes = envelopes;
        this.spans = spans;
        this.meters = meters;
        this.gate = gate;
        this.ticker = ticker;
        this.done = done;
        this.retry = retry(stage.name(), settings.retry());
        retry.getEventPublisher().onRetry(event -> meters.retried());
    }

    private static Retry retry(String name, WorkerSettings.RetrySettings settings) {
        return Retry.of(
                name,
                RetryConfig.custom()
                        .maxAttempts(settings.attempts())
                        .intervalFunction(IntervalFunction.ofExponentialRandomBackoff(settings.firstDelay(), 2.0, 0.5, settings.maxDelay()))
                        .retryOnException(Performer::transientFailure)
                        .build());
    }

    private static boolean transientFailure(Throwable failure) {
        return switch (failure) {
            case InterruptedException _,UnavailableException _,PermanentException _ -> false;
            default -> true;
        };
    }

    /** Handles the record on the current thread and hands over its completion; does not throw. */
    void perform(Work work) {
        Completion completion;
        try {
            completion = complete(work);
        } catch (RuntimeException | Error e) {
            broken = true;
            completion = Completion.broken(work, e);
        }
        done.accept(completion);
    }

    private Completion complete(Work work) {
        while (!broken && gate.pass(work.partition())) {
            long begin = ticker.nanos();
            work.begin(begin);
            spans.enter(work);
            try {
                return completion(work, make(work), ticker.nanos() - begin);
            } catch (UnavailableException e) {
                holdBack(work, e);
            } finally {
                spans.leave();
                work.end();
            }
        }
        return Completion.skipped(work);
    }

    private Completion completion(Work work, Made made, long nanos) {
        Handling span = work.span();
        return switch (made) {
            case Outputs(var records) -> {
                if (span != null) {
                    span.done();
                }
                yield Completion.handled(work, records, nanos);
            }
            case Fault fault -> {
                ProducerRecord<byte[], byte[]> letter = envelopes.deadLetter(work.source(), fault, span);
                if (span != null) {
                    span.gaveUp(fault.kind().wireName(), fault.message());
                }
                yield Completion.givenUp(work, letter, nanos);
            }
        };
    }

    private void holdBack(Work work, UnavailableException reason) {
        Handling span = work.span();
        if (span != null) {
            span.heldBack(reason.getMessage());
        }
        if (!gate.closed()) {
            LOGGER.atWarn().addKeyValue(LogKey.STAGE.key(), stage.name()).addKeyValue(LogKey.PROBLEM.key(), reason.getMessage())
                    .log("holds back");
        }
        gate.closeFor(reason.retryAfter());
    }

    private Made make(Work work) throws UnavailableException {
        var calls = new AtomicInteger();
        try {
            return switch (decode(work)) {
                case Decoded.Malformed<Record>(String field, String problem) -> new Fault(Fault.Kind.MALFORMED, field, problem, 0);
                case Decoded.Value<Record>(Record value) -> make(work, value, calls);
            };
        } catch (UnavailableException e) {
            throw e;
        } catch (Exception | StackOverflowError | LinkageError | AssertionError e) {
            return fault(work, e, calls.get());
        }
    }

    private Decoded<Record> decode(Work work) {
        byte[] value = work.source().value();
        if (value != null && value.length > settings.maxValueBytes()) {
            return new Decoded.Malformed<>("",
                    "the value has " + value.length + " bytes; at most " + settings.maxValueBytes() + " are allowed");
        }
        return envelopes.decode(codec, work.partition().topic(), work.source());
    }

    private Made make(Work work, Record value, AtomicInteger calls) throws Exception {
        Message<Record> message = message(work, value);
        Handler<Record> handler = stage.handlerOf(message.topic());
        Outcome outcome = retry.executeCallable(() -> {
            int call = calls.incrementAndGet();
            try {
                return handler.handle(message);
            } catch (UnavailableException e) {
                throw e;
            } catch (Exception | Error e) {
                noteFailure(work, call, e);
                throw e;
            }
        });
        return switch (outcome) {
            case Ignore() -> new Outputs(List.of());
            case DeadLetter(String field, String reason) -> new Fault(Fault.Kind.REFUSED, field, reason, calls.get());
            case Emit(List<Outcome.Output> emitted) -> encode(work, emitted, calls.get());
        };
    }

    private static void noteFailure(Work work, int call, Throwable failure) {
        Handling span = work.span();
        if (span != null) {
            span.callFailed(call, failure);
        }
    }

    private Made encode(Work work, List<Outcome.Output> emitted, int calls) {
        var records = new ArrayList<ProducerRecord<byte[], byte[]>>(emitted.size());
        for (Outcome.Output output : emitted) {
            byte[] value = codec.encode(output.value());
            if (value.length > settings.maxValueBytes()) {
                String problem = "the outcome for " + output.topic().shortName() + " has " + value.length + " bytes; at most "
                        + settings.maxValueBytes() + " are allowed";
                return new Fault(Fault.Kind.OVERSIZED, "", problem, calls);
            }
            records.add(envelopes.output(work.source(), records.size(), output, value, work.span()));
        }
        return new Outputs(records);
    }

    private Fault fault(Work work, Throwable failure, int calls) {
        if (work.expired()) {
            Duration deadline = settings.recordDeadline();
            return new Fault(Fault.Kind.TIMED_OUT, "", "not finished within " + deadline.toMillis() + " ms", calls);
        }
        meters.failed();
        ConsumerRecord<byte[], byte[]> source = work.source();
        LOGGER.atWarn()
                .addKeyValue(LogKey.STAGE.key(), stage.name())
                .addKeyValue(LogKey.TOPIC.key(), source.topic())
                .addKeyValue(LogKey.PARTITION.key(), source.partition())
                .addKeyValue(LogKey.OFFSET.key(), source.offset())
                .setCause(failure) // the dead letter tells what it was, not where
                .log("the handler failed");
        return new Fault(Fault.Kind.FAILED, "", failure.getClass().getName() + ": " + failure.getMessage(), calls);
    }

    private static Message<Record> message(Work work, Record value) {
        ConsumerRecord<byte[], byte[]> source = work.source();
        Topic topic = work.partition().topic();
        return new Message<>(topic, source.partition(), source.offset(), Instant.ofEpochMilli(source.timestamp()),
                Spans.text(source.key()), value);
    }
}
