package dev.planline.sink.replay;

import dev.planline.model.Defaulted;
import dev.planline.model.InvalidField;

/**
 * How many samples may be drawn for what was inserted, as the rate limiter of Reverb says (Cassirer et al., 2021).
 *
 * <p>A draw of n is allowed if the table holds {@code minSize} items and
 * {@code inserts * samplesPerInsert - samples - n >= minSize * samplesPerInsert - errorBuffer}. Reverb also makes writers wait
 * while inserts are too far ahead. Here the log is the truth and is never held up: how far they are ahead is only shown.
 *
 * @param minSize least size of the table
 * @param samplesPerInsert how often an inserted item is to be sampled on average
 * @param errorBuffer how far samples may be ahead of or behind that
 */
public record RateLimit(@Defaulted("1") int minSize, @Defaulted("1.0") double samplesPerInsert,
        @Defaulted("1000000.0") double errorBuffer) {

    public RateLimit {
        if (minSize < 1) {
            throw new InvalidField("minSize", "is " + minSize + "; must be 1 or more");
        }
        if (!(samplesPerInsert > 0) || Double.isInfinite(samplesPerInsert)) {
            throw new InvalidField("samplesPerInsert", "is " + samplesPerInsert + "; must be greater than 0");
        }
        double least = Math.max(1, samplesPerInsert);
        if (!(errorBuffer >= least)) {
            throw new InvalidField("errorBuffer",
                    "is " + errorBuffer + "; must be " + least + " or more, or samples and inserts block each other");
        }
    }

    /**
     * How many inserts are missing before a draw is allowed.
     *
     * @param size items in the table now
     * @param inserts items that were ever inserted
     * @param samples items that were drawn before
     * @param wanted items that are to be drawn
     * @return 0 if it is allowed
     */
    long missingInserts(long size, long inserts, long samples, long wanted) {
        long forSize = Math.max(0, minSize - size);
        double ahead = minDifference() - (inserts * samplesPerInsert - samples - wanted);
        return Math.max(forSize, ahead <= 0 ? 0 : (long) Math.ceil(ahead / samplesPerInsert));
    }

    /** Most samples that so many inserts allow. */
    long allowedSamples(long inserts) {
        return (long) Math.floor(Math.max(0, inserts * samplesPerInsert - minDifference()));
    }

    private double minDifference() {
        return minSize * samplesPerInsert - errorBuffer;
    }
}
