package dev.planline.benchmarks.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was measured.
 *
 * @param rounds one figure a round
 * @param wanted null if nothing is
 * @param remark what else there is to say; may be empty
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Figure(String name, String unit, List<Double> rounds, @Nullable Wanted wanted, String remark) {

    /**
     * What is to be reached by the median.
     *
     * @param atLeast whether more is better
     */
    public record Wanted(double bound, boolean atLeast) {

        /** So much or more. */
        public static Wanted atLeast(double bound) {
            return new Wanted(bound, true);
        }

        /** So much or less. */
        public static Wanted atMost(double bound) {
            return new Wanted(bound, false);
        }
    }

    public Figure {
        rounds = List.copyOf(rounds);
    }

    Spread spread() {
        return Spread.of(rounds);
    }

    /** Whether the median reaches what is wanted; "" if nothing is. */
    String verdict() {
        if (wanted == null) {
            return "";
        }
        double median = spread().median();
        return (wanted.atLeast() ? median >= wanted.bound() : median <= wanted.bound()) ? "reached" : "missed";
    }
}
