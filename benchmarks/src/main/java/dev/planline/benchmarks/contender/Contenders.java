package dev.planline.benchmarks.contender;

import dev.planline.benchmarks.workload.Shape;
import java.util.List;

/** All contenders. */
public final class Contenders {

    private static final List<Contender> ALL = List.of(
            new Planline(),
            new Streams(),
            BareLoop.inTransactions(),
            ParallelConsumer.inTransactions(),
            Spring.inTransactions(),
            BareLoop.atLeastOnce(),
            ParallelConsumer.atLeastOnce(),
            Spring.atLeastOnce(),
            new Stages(),
            BareChain.ofTasks(),
            BareChain.ofStageSizes());

    private Contenders() {}

    /** All, those that are exactly once first. */
    public static List<Contender> all() {
        return ALL;
    }

    /** Those that take records this way. */
    public static List<Contender> of(Shape shape) {
        return ALL.stream().filter(contender -> contender.shape() == shape).toList();
    }

    /**
     * The one of this name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Contender named(String name) {
        return ALL.stream().filter(contender -> contender.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "no contender \"" + name + "\"; there are " + ALL.stream().map(Contender::name).toList()));
    }
}
