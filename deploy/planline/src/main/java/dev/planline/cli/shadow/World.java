package dev.planline.cli.shadow;

import java.time.Instant;
import java.util.List;

/** Everything that a decision may depend on besides its input, as it was at a time. */
final class World {

    private final List<Timeline<?>> tables;
    private final Lessons lessons;
    private Instant now = Instant.EPOCH;

    World(List<Timeline<?>> tables, Lessons lessons) {
        this.tables = List.copyOf(tables);
        this.lessons = lessons;
    }

    /** Goes on to a time; there is no way back. */
    void advance(Instant to) {
        now = to;
        tables.forEach(table -> table.advance(to));
        lessons.advance(to);
    }

    Instant now() {
        return now;
    }
}
