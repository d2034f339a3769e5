package dev.planline.planner.spi;

import java.util.List;

/** What comes of dividing a part. */
public sealed interface Division<P extends Part> {

    /** These parts, in place of the whole. */
    record Into<P extends Part>(List<P> parts) implements Division<P> {

        public Into {
            parts = List.copyOf(parts);
        }
    }

    /**
     * Nothing.
     *
     * @param reason in words, short enough to stand in a plan
     */
    record Failed<P extends Part>(String reason) implements Division<P> {}
}
