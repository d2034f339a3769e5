package dev.planline.benchmarks.contender;

import dev.planline.benchmarks.workload.Keys;
import dev.planline.benchmarks.workload.Shape;
import dev.planline.benchmarks.workload.Work;
import dev.planline.benchmarks.workload.Workload;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;

/**
 * What a contender is given.
 *
 * @param id new for each round; names the group and the transactional ids
 * @param prefix of Planline's names; input and output are among its topics
 */
public record Job(String bootstrapServers, String id, String prefix, int partitions, Workload workload) {

    /** The topic to read. */
    public String input() {
        return workload.shape().input().name(prefix);
    }

    /** The topic to write. */
    public String output() {
        return workload.shape().output().name(prefix);
    }

    /** The same under another id. */
    public Job again(String another) {
        return new Job(bootstrapServers, another, prefix, partitions, workload);
    }

    /** As one line, for a process that does it. */
    public String line() {
        return String.join(" ", bootstrapServers, id, prefix, Integer.toString(partitions), workload.shape().name(), workload.work().name(),
                workload.keys().name(), Boolean.toString(workload.json()), Integer.toString(workload.records()),
                Integer.toString(workload.perSecond()), workload.atMost().toString(), Integer.toString(workload.concurrency()));
    }

    /** The inverse of {@link #line()}. */
    public static Job parse(String line) {
        Iterator<String> part = List.of(line.split(" ", -1)).iterator();
        return new Job(part.next(), part.next(), part.next(), Integer.parseInt(part.next()),
                new Workload(Shape.valueOf(part.next()), Work.valueOf(part.next()), Keys.valueOf(part.next()),
                        Boolean.parseBoolean(part.next()), Integer.parseInt(part.next()), Integer.parseInt(part.next()),
                        Duration.parse(part.next()), Integer.parseInt(part.next())));
    }
}
