package dev.planline.cli.console;

import dev.planline.client.PublishFailed;
import dev.planline.client.api.SinkRefused;
import dev.planline.client.api.SinkUnavailable;
import dev.planline.model.InvalidField;
import dev.planline.settings.InvalidSettings;
import java.io.InterruptedIOException;
import java.nio.file.NoSuchFileException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Says in one line what stopped a command, and the way out. */
public final class Failures {

    private static final String UNREACHABLE = "is a broker running there? Name it with --bootstrap-server HOST:PORT, or start one with 'planline dev'";

    private Failures() {}

    /** What is to be said of a failure, and the exit code that it means. */
    public static CommandFailed explain(Throwable failure) {
        return switch (failure) {
            case CommandFailed failed -> failed;
            case PublishFailed failed when failed.getCause() instanceof TimeoutException ->
                CommandFailed.because(failed.getMessage() + "; " + UNREACHABLE);
            case PublishFailed failed -> CommandFailed.because(messageOf(failed));
            case TimeoutException timeout -> CommandFailed.because("no answer from Kafka; " + UNREACHABLE);
            case UnknownTopicOrPartitionException unknown ->
                CommandFailed.because(unknown.getMessage() + "; create the topics with 'planline topics apply'");
            case AuthenticationException refused ->
                CommandFailed.because("Kafka does not let this client in: " + refused.getMessage() + "; see --config");
            case AuthorizationException refused ->
                CommandFailed.because("not allowed by Kafka: " + refused.getMessage() + "; docs/rights.md says what each user needs");
            case SinkRefused refused -> explain(refused);
            case SinkUnavailable silent when silent.getCause() instanceof InterruptedIOException -> CommandFailed.because("interrupted");
            case SinkUnavailable silent -> CommandFailed.because(messageOf(silent) + (silent.begun() ? "" : "; name it with --api URL"));
            case InvalidField invalid -> CommandFailed.badInput(messageOf(invalid));
            case InvalidSettings invalid -> CommandFailed.badInput(messageOf(invalid));
            case ConfigException bad -> CommandFailed.badInput(messageOf(bad));
            case NoSuchFileException missing -> CommandFailed.badInput("there is no file " + missing.getFile());
            default -> failure.getCause() == null ? unexpected(failure) : explain(failure.getCause());
        };
    }

    private static CommandFailed explain(SinkRefused refused) {
        return switch (refused.code()) {
            case "INVALID_REQUEST" -> CommandFailed.badInput(messageOf(refused));
            case "UNAUTHENTICATED", "FORBIDDEN" ->
                CommandFailed.because(messageOf(refused) + "; give it in PLANLINE_TOKEN or by --token-file FILE");
            default -> CommandFailed.because(messageOf(refused));
        };
    }

    private static String messageOf(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }

    private static CommandFailed unexpected(Throwable failure) {
        return CommandFailed.because("unexpected: " + failure + "; run it again with --stacktrace to see where");
    }
}
