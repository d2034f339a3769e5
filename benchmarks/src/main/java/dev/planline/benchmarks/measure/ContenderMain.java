package dev.planline.benchmarks.measure;

import dev.planline.benchmarks.contender.Contender;
import dev.planline.benchmarks.contender.Contenders;
import dev.planline.benchmarks.contender.Job;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** A contender in a process of its own, which stays warm from round to round. */
public final class ContenderMain {

    /** Asks to end a job. */
    public static final String STOP = "stop";

    /** Asks for the heap that is used after a collection. */
    static final String HEAP = "heap";

    private ContenderMain() {}

    /** Takes the name of the contender. */
    public static void main(String[] args) throws IOException {
        serve(Contenders.named(args[0])::start);
    }

    /** Reads jobs from standard input, and {@code stop} after each; every answer is how many bytes of heap are used. */
    public static void serve(Function<Job, Contender.Running> starter) throws IOException {
        try {
            answer(starter);
            System.exit(0);
        } catch (RuntimeException e) { // its own threads would go on; who waits for the answer has to know
            e.printStackTrace();
            System.exit(1);
        }
    }

    private static void answer(Function<Job, Contender.Running> starter) throws IOException {
        Contender.Running running = () -> {};
        try (var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                switch (line) {
                    case STOP -> running.close();
                    case HEAP -> System.gc();
                    default -> running = starter.apply(Job.parse(line));
                }
                Runtime runtime = Runtime.getRuntime();
                System.out.println(ChildJvm.ANSWER + (runtime.totalMemory() - runtime.freeMemory()));
            }
        }
    }
}
