package dev.planline.cli.deadletters;

import dev.planline.cli.patch.JsonPatch;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a redrive keeps to.
 *
 * @param filter which letters are meant
 * @param limit most letters that are sent
 * @param maxRedrives how often a message may be redriven in all
 * @param keepOrder whether a letter waits for one of its key that is refused, makes way for a newer entry of its table, and has to bear
 *        the key that its value has
 * @param patch what is done to each value; null for nothing
 * @param by who redrives
 * @param passOver places of records of redrives that cannot be read and count for nothing
 */
record Terms(Filter filter, long limit, int maxRedrives, boolean keepOrder, @Nullable Patch patch, String by,
        Set<String> passOver) {

    Terms {
        passOver = Set.copyOf(passOver);
    }

    /**
     * A patch and what tells it from others.
     *
     * @param digest SHA-256 of its file, in hexadecimal
     */
    record Patch(JsonPatch operations, String digest) {}
}
