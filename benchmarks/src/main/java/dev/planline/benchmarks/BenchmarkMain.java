package dev.planline.benchmarks;

import dev.planline.benchmarks.contender.Contender;
import dev.planline.benchmarks.contender.Contenders;
import dev.planline.benchmarks.measure.Broker;
import dev.planline.benchmarks.measure.Rounds;
import dev.planline.benchmarks.workload.Keys;
import dev.planline.benchmarks.workload.Work;
import dev.planline.benchmarks.workload.Workload;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

public final class BenchmarkMain {
    public static void main(String[] args) {
        List<Contender> all = Contenders.all();
        List<Contender> some = args.length > 1
                ? all.stream().filter(c -> Arrays.asList(args[1].split(",")).contains(c.name())).toList()
                : all;
        var w = switch (args[0]) {
            case "noop" -> new Workload(Work.NONE, Keys.UNIFORM, true, Integer.getInteger("records", 200_000), Duration.ofSeconds(30), 100);
            case "bytes" -> new Workload(Work.NONE, Keys.UNIFORM, false, 200_000, Duration.ofSeconds(30), 100);
            case "wait10" -> new Workload(Work.WAIT_10, Keys.UNIFORM, true, 60_000, Duration.ofSeconds(8), 100);
            case "wait10x" -> new Workload(Work.WAIT_10, Keys.UNIFORM, true, 200_000, Duration.ofSeconds(10), 1000);
            default -> new Workload(Work.WAIT_10, Keys.ZIPF, true, 5_000, Duration.ofSeconds(20), 100);
        };
        try (var broker = new Broker();
                var rounds = new Rounds(broker, 6, Integer.getInteger("rounds", 2), 1, line -> System.out.println(line))) {
            rounds.run(w, some);
        }
    }
}
