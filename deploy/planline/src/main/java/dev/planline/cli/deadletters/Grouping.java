package dev.planline.cli.deadletters;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** What letters are counted by. */
enum Grouping {
    STAGE,
    KIND,
    AGE,
    TOPIC;

    /** The group of a letter. */
    String of(DeadLetter letter, Instant now) {
        return switch (this) {
            case STAGE -> String.valueOf(letter.stage());
            case KIND -> String.valueOf(letter.kind());
            case AGE -> band(Duration.between(letter.diedAt(), now));
            case TOPIC -> letter.topic().shortName();
        };
    }

    private static String band(Duration age) {
        if (age.compareTo(Duration.ofHours(1)) < 0) {
            return "under an hour";
        }
        if (age.compareTo(Duration.ofDays(1)) < 0) {
            return "under a day";
        }
        return age.compareTo(Duration.ofDays(7)) < 0 ? "under a week" : "older";
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
