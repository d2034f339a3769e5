package dev.planline.docs;

import dev.planline.observability.Meter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The series that alerts and board may ask for, each with its labels. */
public final class KnownSeries {

    /** What libraries meter, with the labels that are asked for. A test finds all of it at real workers. */
    public static final Map<String, Set<String>> OF_LIBRARIES = Map.ofEntries(
            Map.entry("kafka_consumer_fetch_manager_records_consumed_total", Set.of("stage")),
            Map.entry("kafka_consumer_coordinator_rebalance_total", Set.of("stage")),
            Map.entry("kafka_producer_record_send_total", Set.of("stage")),
            Map.entry("kafka_producer_record_error_total", Set.of("stage")),
            Map.entry("jvm_memory_used_bytes", Set.of("area")),
            Map.entry("jvm_memory_max_bytes", Set.of("area")),
            Map.entry("jvm_gc_pause_seconds_sum", Set.of()),
            Map.entry("jvm_threads_live_threads", Set.of()),
            Map.entry("process_cpu_usage", Set.of()),
            Map.entry("process_files_open_files", Set.of()),
            Map.entry("process_uptime_seconds", Set.of()));

    private KnownSeries() {}

    /** All that the catalogue of meters makes. */
    public static Map<String, Set<String>> ofCatalogue() {
        var all = new HashMap<String, Set<String>>();
        for (Meter meter : Meter.values()) {
            for (String series : meter.series()) {
                var labels = new HashSet<>(meter.tags());
                if (series.endsWith("_bucket")) {
                    labels.add("le");
                }
                all.put(series, labels);
            }
        }
        return all;
    }

    /** All. */
    static Map<String, Set<String>> all() {
        Map<String, Set<String>> all = ofCatalogue();
        all.putAll(OF_LIBRARIES);
        all.put("up", Set.of());
        return all;
    }
}
