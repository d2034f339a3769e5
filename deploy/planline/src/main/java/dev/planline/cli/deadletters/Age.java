package dev.planline.cli.deadletters;

import java.time.Duration;
import java.time.Instant;

/** How long ago something was, in one unit, as people say it. */
final class Age {

    private Age() {}

    static String text(Instant then, Instant now) {
        Duration age = Duration.between(then, now);
        if (age.toDays() > 1) {
            return age.toDays() + " days";
        }
        if (age.toHours() > 1) {
            return age.toHours() + " h";
        }
        return age.toMinutes() > 1 ? age.toMinutes() + " min" : Math.max(0, age.toSeconds()) + " s";
    }
}
