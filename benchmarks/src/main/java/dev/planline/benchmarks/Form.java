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
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** What a run consists of. */
enum Form {
    /** Fewer workloads, records, rounds and contenders, in less than three minutes. */
    SHORT(2) {
        @Override
        Stream<Workload> workloads() {
            return Stream.of(
                    Workload.noOp(false, 60_000, ofSeconds(6)),
                    Workload.working(Work.WAIT_10, Keys.UNIFORM, 20_000, ofSeconds(3), 100),
                    Workload.tasks(8_000, ofSeconds(8)),
                    Workload.tasks(0, ofSeconds(0)).paced(500, 3));
        }

        @Override
        boolean has(Contender contender) {
            return SHORT_LIST.contains(contender.name());
        }

        @Override
        int warmUps(Workload workload) {
            return workload.work() == Work.NONE && workload.perSecond() == 0 ? 1 : 0; // the others find warm JVMs
        }
    },
    /** All of it, for publication. */
    LONG(5) {
        @Override
        Stream<Workload> workloads() {
            return Stream.of(
                    Workload.noOp(false, 200_000, ofSeconds(30)),
                    Workload.noOp(true, 200_000, ofSeconds(30)),
                    Workload.working(Work.WAIT_1, Keys.UNIFORM, 50_000, ofSeconds(10), 100),
                    Workload.working(Work.WAIT_10, Keys.UNIFORM, 50_000, ofSeconds(10), 100),
                    Workload.working(Work.WAIT_10, Keys.UNIFORM, 200_000, ofSeconds(10), 1_000),
                    Workload.working(Work.WAIT_10, Keys.ZIPF, 5_000, ofSeconds(15), 100),
                    Workload.working(Work.CPU_1, Keys.UNIFORM, 10_000, ofSeconds(15), 100),
                    Workload.noOp(false, 0, ofSeconds(0)).paced(500, 12),
                    Workload.tasks(60_000, ofSeconds(30)),
                    Workload.tasks(0, ofSeconds(0)).paced(500, 12));
        }

        @Override
        boolean has(Contender contender) {
            return true;
        }

        @Override
        int warmUps(Workload workload) {
            if (workload.work() != Work.NONE || workload.perSecond() > 0) {
                return 1; // finds warm JVMs
            }
            return workload.shape() == Shape.THREE_HOPS ? 4 : 2; // three stages are a lot of code to compile
        }
    };

    private static final Set<String> SHORT_LIST = Set.of("Planline", "Kafka Streams", "bare transactional loop",
            "parallel-consumer, transactions", "Planline's three stages", "three bare transactional loops");

    private final int rounds;

    Form(int rounds) {
        this.rounds = rounds;
    }

    abstract Stream<Workload> workloads();

    /** Whether this contender takes part, unless others are asked for. */
    abstract boolean has(Contender contender);

    /** Rounds that do not count. */
    abstract int warmUps(Workload workload);

    /** Rounds that count, unless another number is asked for. */
    int rounds() {
        return rounds;
    }

    /**
     * What is run.
     *
     * @param only names of contenders; those of the form if empty
     * @param like a workload's label, or part of several, in any case
     */
    List<Series> series(List<String> only, String like, int rounds) {
        String part = like.toLowerCase(Locale.ROOT);
        boolean whole = workloads().anyMatch(workload -> workload.label().toLowerCase(Locale.ROOT).equals(part));
        return workloads()
                .filter(workload -> whole
                        ? workload.label().equalsIgnoreCase(like)
                        : workload.label().toLowerCase(Locale.ROOT).contains(part))
                .map(workload -> new Series(workload, contenders(workload, only), warmUps(workload), rounds))
                .filter(series -> !series.contenders().isEmpty())
                .toList();
    }

    private List<Contender> contenders(Workload workload, List<String> only) {
        return Contenders.of(workload.shape()).stream()
                .filter(contender -> only.isEmpty() ? has(contender) : only.contains(contender.name()))
                .toList();
    }
}
