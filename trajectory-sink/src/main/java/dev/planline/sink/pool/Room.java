package dev.planline.sink.pool;

import dev.planline.sink.store.Payload;

/** What fits on a page: so many items, and so many bytes unless the first alone has more. */
final class Room {

    private final int most;
    private final long bytes;
    private int items;
    private long taken;

    Room(int most, long bytes) {
        this.most = most;
        this.bytes = bytes;
    }

    /** Whether this one fits too. */
    boolean takes(Payload payload) {
        if (items == most || (items > 0 && taken + payload.json().length > bytes)) {
            return false;
        }
        items++;
        taken += payload.json().length;
        return true;
    }
}
