package dev.planline.benchmarks.contender;

import dev.planline.benchmarks.workload.Keys;
import dev.planline.benchmarks.workload.Work;
import dev.planline.benchmarks.workload.Workload;
import dev.planline.wire.Topic;
import java.time.Duration;

/**
 * What a contender is given.
 *
 * @param id new for each round; names the group and the transactional ids
 * @param prefix of Planline's names; the input is its topic of routes, the output that of validated routes
 */
public record Job(String bootstrapServers, String id, String prefix, int partitions, Workload workload) {

    /** The topic to read. */
    public String input() {
        return Topic.ROUTES.name(prefix);
    }

    /** The topic to write. */
    public String output() {
        return Topic.VALIDATED.name(prefix);
    }

    /** As one line, for a process that does it. */
    public String line() {
        return String.join(" ", bootstrapServers, id, prefix, Integer.toString(partitions), workload.work().name(), workload.keys().name(),
                Boolean.toString(workload.json()), Integer.toString(workload.records()), workload.atMost().toString(),
                Integer.toString(workload.concurrency()));
    }

    /** The inverse of {@link #line()}. */
    public static Job parse(String line) {
        String[] part = line.split(" ", -1);
        return new Job(part[0], part[1], part[2], Integer.parseInt(part[3]),
                new Workload(Work.valueOf(part[4]), Keys.valueOf(part[5]), Boolean.parseBoolean(part[6]), Integer.parseInt(part[7]),
                        Duration.parse(part[8]), Integer.parseInt(part[9])));
    }
}
