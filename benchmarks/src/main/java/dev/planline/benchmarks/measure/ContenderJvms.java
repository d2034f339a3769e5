package dev.planline.benchmarks.measure;

import dev.planline.benchmarks.contender.Contender;
import java.io.File;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A JVM for each contender, started when it is first needed. */
public final class ContenderJvms implements AutoCloseable {

    /** Options of each. */
    public static final List<String> OPTIONS = List.of("-Xmx1g", "-XX:+UseParallelGC");

    private final Map<String, ChildJvm> running = new HashMap<>();

    ChildJvm of(Contender contender) {
        return running.computeIfAbsent(contender.name(), _ -> start(contender));
    }

    /** Those of all, and those of {@code -Dplanline.contender.jvm}, for example to profile one. */
    private static List<String> options() {
        var more = Stream.of(System.getProperty("planline.contender.jvm", "").split(" ", -1)).filter(option -> !option.isEmpty());
        return Stream.concat(OPTIONS.stream(), more).toList();
    }

    /** Ends one that no longer does as it is told; it gets a new one when it is needed again. */
    void discard(Contender contender) {
        ChildJvm jvm = running.remove(contender.name());
        if (jvm != null) {
            jvm.kill();
        }
    }

    private static ChildJvm start(Contender contender) {
        String classPath = System.getProperty("java.class.path");
        if (contender.olderClients()) {
            Path first = Path.of(classPath.split(File.pathSeparator, -1)[0]);
            classPath = first.resolveSibling("../older-clients/*") + File.pathSeparator + classPath;
        }
        return new ChildJvm(options(), classPath, ContenderMain.class, contender.name());
    }

    @Override
    public void close() {
        running.values().forEach(ChildJvm::close);
    }
}
