package dev.planline.chaos.growth;

/** What is measured of a process, by the name of its series on {@code /metrics}. */
public enum Measure {
    /** Bytes of heap in use; the least of some time is about what is live. */
    HEAP("jvm_memory_used_bytes{area=\"heap\"", 16 << 20),
    /** Live platform threads. */
    THREADS("jvm_threads_live_threads", 8),
    /** Open files and connections. */
    FILES("process_files_open_files", 32);

    private final String series;
    private final double slack;

    Measure(String series, double slack) {
        this.series = series;
        this.slack = slack;
    }

    /** What the lines that have it begin with. */
    String series() {
        return series;
    }

    /** By how much it may be more later than before, whatever it is, without that being growth. */
    double slack() {
        return slack;
    }
}
