package dev.planline.cli.deadletters;

import java.time.Instant;

/**
 * Letters that have something in common.
 *
 * @param oldest when the first of them died
 * @param newest when the last of them died
 */
record Group(String group, long letters, Instant oldest, Instant newest) {

    static Group of(String group, Instant diedAt) {
        return new Group(group, 1, diedAt, diedAt);
    }

    Group and(Group other) {
        return new Group(group, letters + other.letters, oldest.isBefore(other.oldest) ? oldest : other.oldest,
                newest.isAfter(other.newest) ? newest : other.newest);
    }
}
