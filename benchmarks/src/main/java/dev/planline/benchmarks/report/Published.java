package dev.planline.benchmarks.report;

import java.util.List;

/**
 * A figure that others published of what is not measured here, on machines of theirs.
 *
 * @param source where it stands
 */
public record Published(String who, String workload, String figure, String machine, String source) {

    private static final String XEON = "Xeon Silver 4114, 8 cores, JDK 21";
    private static final String DECATON = "line.github.io/decaton";
    private static final String RUNNER = "GitHub runner, 4 vCPU, JDK 25";
    private static final String KPIPE = "results committed in the repository of KPipe";

    private static final List<Published> ALL = List.of(
            new Published("Decaton 9.5.0, at least once", "no-op, 40 B JSON, no keys, 3 partitions", "118,090/s", XEON, DECATON),
            new Published("Decaton 9.5.0, at least once", "10 ms wait, concurrency 20 x 3", "5,748/s, 96 % of what is possible", XEON,
                    DECATON),
            new Published("KPipe 1.18, at least once, ordered by key", "0.1 / 1 / 10 / 100 ms wait, 50 B JSON, 1,000 keys, 8 partitions",
                    "165,000 / 93,800 / 41,000 / 5,400/s", RUNNER, KPIPE),
            new Published("parallel-consumer in KPipe's harness, ordered by key", "the same", "104,000 / 65,900 / 9,600 / 1,000/s", RUNNER,
                    KPIPE));

    /** All of them. */
    public static List<Published> all() {
        return ALL;
    }
}
