package dev.planline.client;

import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InterruptException;

/** Waits for calls of the admin client. */
public final class Calls {

    private Calls() {}

    /**
     * The result of a call.
     *
     * @throws KafkaException that the call failed with
     */
    public static <T> T get(KafkaFuture<T> call) {
        try {
            return call.get();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e.getCause());
        }
    }
}
