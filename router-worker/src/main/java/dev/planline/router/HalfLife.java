package dev.planline.router;

import java.time.Duration;
import java.time.Instant;

/** After how many seconds a thing counts half. */
record HalfLife(double seconds) {

    static HalfLife of(Duration time) {
        return new HalfLife(seconds(time));
    }

    /** What is left of 1 from then to now, however far apart; 1 if then is still to come. */
    double left(Instant then, Instant now) {
        return Math.pow(0.5, Math.max(0, seconds(Duration.between(then, now))) / seconds);
    }

    private static double seconds(Duration time) {
        return time.getSeconds() + time.getNano() / 1e9;
    }
}
