package dev.planline.benchmarks.measure;

import dev.planline.benchmarks.contender.Contender;
import dev.planline.benchmarks.contender.Contenders;
import dev.planline.benchmarks.contender.Job;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** A contender in a process of its own, which stays warm from round to round. */
public final class ContenderMain {

    /** Asks to end a job. */
    static final String STOP = "stop";

    private ContenderMain() {}

    /** Takes the name of the contender; then reads jobs, and {@code stop} after each. */
    public static void main(String[] args) throws IOException {
        Contender contender = Contenders.named(args[0]);
        Contender.Running running = () -> {};
        try (var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                switch (line) {
                    case STOP -> running.close();
                    case "heap" -> {
                        System.gc();
                    }
                    default -> running = contender.start(Job.parse(line));
                }
                Runtime runtime = Runtime.getRuntime();
                System.out.println(ChildJvm.ANSWER + (runtime.totalMemory() - runtime.freeMemory()));
            }
        }
        System.exit(0);
    }
}
