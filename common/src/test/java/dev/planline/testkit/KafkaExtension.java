package dev.planline.testkit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Gives the tests of a JVM one broker: Apache's image if a Docker engine answers, otherwise one in this process. It is registered by
 * itself, starts the broker when the first test asks for it, stops it after the last, and says which it was.
 */
public final class KafkaExtension implements BeforeAllCallback {

    private static @Nullable TestBroker broker;

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getRoot().getStore(Namespace.create(KafkaExtension.class)).computeIfAbsent("broker",
                _ -> (AutoCloseable) KafkaExtension::stop);
    }

    /** The broker. */
    static synchronized TestBroker broker() {
        TestBroker started = broker;
        if (started == null) {
            started = TestBroker.start();
            broker = started;
        }
        return started;
    }

    private static synchronized void stop() {
        TestBroker started = broker;
        if (started != null) {
            System.out.println("Kafka of these tests: " + started.description());
            broker = null;
            started.close();
        }
    }
}
