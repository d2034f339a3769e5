package dev.planline.benchmarks.decisions;

import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the decisions of the stages by JMH. */
@Command(name = "decisions", mixinStandardHelpOptions = true, description = "Measures how long planning, routing and validating take on one thread, without a broker.")
public final class DecisionsMain implements Callable<Integer> {

    @Option(names = "--forks", paramLabel = "N", description = "JVMs, one after the other. Default: ${DEFAULT-VALUE}.")
    int forks = 2;

    @Option(names = "--like", paramLabel = "REGEX", description = "Only those whose name it is found in. Default: all.")
    String like = ".*";

    /** Not run yet. */
    public DecisionsMain() {}

    @Override
    public Integer call() throws RunnerException {
        var options = new OptionsBuilder().include(DecisionBenchmark.class.getSimpleName() + "\\." + like).forks(forks)
                .warmupIterations(3).warmupTime(TimeValue.seconds(2)).measurementIterations(5).measurementTime(TimeValue.seconds(1))
                .jvmArgs("-Xmx1g", "-XX:+UseParallelGC", "--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED");
        new Runner(options.build()).run();
        return 0;
    }
}
