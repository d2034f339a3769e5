package dev.planline.benchmarks;

import static java.time.Duration.ofSeconds;

import dev.planline.benchmarks.contender.Contender;
import dev.planline.benchmarks.contender.Contenders;
import dev.planline.benchmarks.measure.Series;
import dev.planline.benchmarks.workload.Keys;
import dev.planline.benchmarks.workload.Shape;
import dev.planline.benchmarks.workload.Work;
import dev.planline.benchmarks.workload.Workload;
import java.util.List;
import java.util.stream.Stream;

/** What a run consists of. */
enum Form {
    /** Fewer workloads, records and rounds, in less than three minutes. */
    SHORT(1, 2) {
        @Override
        Stream<Workload> workloads() {
            return Stream.of(
                    Workload.noOp(false, 100_000, ofSeconds(10)),
                    Workload.working(Work.WAIT_10, Keys.UNIFORM, 20_000, ofSeconds(5), 100),
                    Workload.tasks(20_000, ofSeconds(15)),
                    Workload.tasks(0, ofSeconds(0)).paced(500, 6));
        }
    },
    /** All of it, for publication. */
    LONG(1, 5) {
        @Override
        Stream<Workload> workloads() {
            return Stream.of(
                    Workload.noOp(false, 200_000, ofSeconds(30)),
                    Workload.noOp(true, 200_000, ofSeconds(30)),
                    Workload.working(Work.WAIT_1, Keys.UNIFORM, 50_000, ofSeconds(15), 100),
                    Workload.working(Work.WAIT_10, Keys.UNIFORM, 50_000, ofSeconds(10), 100),
                    Workload.working(Work.WAIT_10, Keys.UNIFORM, 200_000, ofSeconds(10), 1_000),
                    Workload.working(Work.WAIT_10, Keys.ZIPF, 5_000, ofSeconds(20), 100),
                    Workload.working(Work.CPU_1, Keys.UNIFORM, 10_000, ofSeconds(15), 100),
                    Workload.noOp(false, 0, ofSeconds(0)).paced(500, 12),
                    Workload.tasks(60_000, ofSeconds(30)),
                    Workload.tasks(0, ofSeconds(0)).paced(500, 12));
        }
    };

    private final int warmUps;
    private final int rounds;

    Form(int warmUps, int rounds) {
        this.warmUps = warmUps;
        this.rounds = rounds;
    }

    abstract Stream<Workload> workloads();

    /**
     * What is run.
     *
     * @param only names of contenders; all if empty
     * @param like part of a workload's label
     */
    List<Series> series(List<String> only, String like) {
        return workloads()
                .filter(workload -> workload.label().contains(like))
                .map(workload -> new Series(workload, contenders(workload, only), warmUps, rounds))
                .filter(series -> !series.contenders().isEmpty())
                .toList();
    }

    private List<Contender> contenders(Workload workload, List<String> only) {
        return Contenders.of(workload.shape()).stream()
                .filter(contender -> only.isEmpty() || only.contains(contender.name()))
                .filter(contender -> this == LONG || workload.shape() != Shape.ONE_HOP || contender.exactlyOnce())
                .toList();
    }
}
