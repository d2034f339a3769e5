package dev.planline.cli.shadow;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts what was decided again, and keeps what differs. */
final class Comparison {

    private final List<Changed> changes = new ArrayList<>();
    private int inputs;
    private int same;
    private int differing;
    private int unanswered;
    private int malformed;

    /**
     * A part of a decision that differs from what was recorded.
     *
     * @param input where the input is on the log
     * @param recorded null if it is missing there
     * @param now null if it is missing now
     */
    record Changed(String taskId, String input, String what, @Nullable String recorded, @Nullable String now) {}

    /**
     * What came out.
     *
     * @param inputs all that were decided again
     * @param same those that are decided as recorded
     * @param differing those that are not
     * @param unanswered those of which no outcome is on record, but which would have one now
     * @param malformed those that do not decode
     */
    record Result(String stage, int inputs, int same, int differing, int unanswered, int malformed, List<Changed> changes) {

        String summary() {
            return inputs + " inputs of the " + stage + ": " + same + " decided as recorded, " + differing + " otherwise"
                    + (unanswered == 0 ? "" : ", " + unanswered + " without a recorded outcome")
                    + (malformed == 0 ? "" : ", " + malformed + " malformed") + "; nothing was published";
        }
    }

    /** Adds a decision; null if the input does not decode. */
    void add(Input input, @Nullable Decision decision) {
        inputs++;
        if (decision == null) {
            malformed++;
            return;
        }
        List<Facets.Difference> differences = Facets.of(input.outputs()).against(decision.facets());
        if (differences.isEmpty()) {
            same++;
        } else if (input.outputs().isEmpty()) {
            unanswered++;
        } else {
            differing++;
            differences.forEach(each -> changes
                    .add(new Changed(decision.taskId(), Input.place(input.source()), each.what(), each.recorded(), each.now())));
        }
    }

    int inputs() {
        return inputs;
    }

    Result result(String stage) {
        return new Result(stage, inputs, same, differing, unanswered, malformed, List.copyOf(changes));
    }
}
