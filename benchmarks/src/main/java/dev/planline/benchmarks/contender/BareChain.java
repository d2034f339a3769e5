package dev.planline.benchmarks.contender;

import dev.planline.benchmarks.workload.Shape;
import dev.planline.wire.Topic;
import java.util.List;
import java.util.stream.Stream;

/** Three bare transactional loops, one after the other, which pass bytes on: what three stages that do nothing would reach. */
public final class BareChain implements Contender {

    private static final List<Topic> WAY = List.of(Topic.TASKS, Topic.PLANS, Topic.ROUTES, Topic.VALIDATED);

    @Override
    public String name() {
        return "three bare transactional loops";
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
        List<Running> hops = Stream.iterate(0, i -> i < WAY.size() - 1, i -> i + 1)
                .map(i -> BareLoop.inTransactions().start(
                        new Hop(job, job.id() + "-" + i, WAY.get(i).name(job.prefix()), WAY.get(i + 1).name(job.prefix()))))
                .toList();
        return () -> hops.forEach(Running::close);
    }
}
