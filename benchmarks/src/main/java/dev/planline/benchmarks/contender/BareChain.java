package dev.planline.benchmarks.contender;

import dev.planline.benchmarks.workload.Shape;
import dev.planline.wire.Topic;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Three bare transactional loops, one after the other, which pass bytes on: what three stages that do nothing would reach. */
public final class BareChain implements Contender {

    /** Mean bytes of the plans, routes and validated routes that our stages make of the tasks, which are smaller. */
    static final List<Integer> STAGES = List.of(2_600, 5_100, 5_300);

    private static final List<Topic> WAY = List.of(Topic.TASKS, Topic.PLANS, Topic.ROUTES, Topic.VALIDATED);

    private final boolean grown;

    private BareChain(boolean grown) {
        this.grown = grown;
    }

    /** Passes on the bytes of the task. */
    public static BareChain ofTasks() {
        return new BareChain(false);
    }

    /** Passes on as many bytes as our stages do. */
    public static BareChain ofStageSizes() {
        return new BareChain(true);
    }

    @Override
    public String name() {
        return "three bare transactional loops" + (grown ? ", values as large as the stages'" : "");
    }

    @Override
    public boolean exactlyOnce() {
        return true;
    }

    @Override
    public boolean ordered() {
        return true;
    }

    @Override
    public Shape shape() {
        return Shape.THREE_HOPS;
    }

    @Override
    public Running start(Job job) {
        List<Running> hops = IntStream.range(0, STAGES.size()).mapToObj(i -> BareLoop.inTransactions().start(hop(job, i))).toList();
        return () -> hops.forEach(Running::close);
    }

    private Hop hop(Job job, int i) {
        int bytes = STAGES.get(i);
        return new Hop(job, job.id() + "-" + i, WAY.get(i).name(job.prefix()), WAY.get(i + 1).name(job.prefix()),
                grown ? value -> Arrays.copyOf(value, bytes) : value -> value);
    }
}
