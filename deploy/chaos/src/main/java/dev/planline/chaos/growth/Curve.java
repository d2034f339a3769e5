package dev.planline.chaos.growth;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How a measure of a process went on.
 *
 * @param process its name
 * @param samples that were taken, one for each second in which it answered and tasks ended
 * @param leasts the least value of each of some spans of time, with as many samples each; empty if nothing was measured
 */
public record Curve(String process, Measure measure, int samples, List<Double> leasts) {

    private static final int ENOUGH = 600;
    private static final int SPANS = 24;
    private static final double SHARE = 1.15;

    public Curve {
        leasts = List.copyOf(leasts);
    }

    /** Of samples in the order in which they were taken. */
    static Curve of(String process, Measure measure, List<Double> samples) {
        int spans = Math.min(SPANS, samples.size());
        var leasts = new ArrayList<Double>();
        for (int span = 0; span < spans; span++) {
            leasts.add(Collections.min(samples.subList(span * samples.size() / spans, (span + 1) * samples.size() / spans)));
        }
        return new Curve(process, measure, samples.size(), leasts);
    }

    /**
     * Whether it takes more and more: more by 15 % and a slack in the middle of the last quarter than in that of the second. The first quarter is when
     * classes are loaded and buffers find their size. Less than ten minutes of samples say nothing, since it takes some for memory to be collected in each span.
     */
    public boolean grows() {
        if (samples < ENOUGH) {
            return false;
        }
        int quarter = leasts.size() / 4;
        double before = median(leasts.subList(quarter, 2 * quarter));
        double late = median(leasts.subList(leasts.size() - quarter, leasts.size()));
        return late > before * SHARE + measure.slack();
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
