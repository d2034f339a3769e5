package dev.planline.tracing;

import org.jspecify.annotations.Nullable;

/** No spans at all. */
final class NoTracing implements Tracing {

    @Override
    public boolean on() {
        return false;
    }

    @Override
    public Handling handle(Received record) {
        throw off();
    }

    @Override
    public Sending send(String topic, @Nullable String key) {
        throw off();
    }

    @Override
    public void drop() {
        throw off();
    }

    private static IllegalStateException off() {
        return new IllegalStateException("BUG: there is no tracing");
    }

    @Override
    public void close() {
        // has nothing
    }
}
