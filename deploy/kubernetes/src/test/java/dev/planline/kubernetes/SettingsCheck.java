package dev.planline.kubernetes;

import dev.planline.runtime.WorkerKeys;
import dev.planline.settings.Definition;
import dev.planline.settings.Settings;
import dev.planline.text.Names;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/** Every setting is one that the process takes, with a value that it takes, and the pod leaves it the time to drain. */
final class SettingsCheck implements Check {

    /** What the log reads. */
    private static final Set<String> NOT_SETTINGS = Set.of("PLANLINE_LOG_FORMAT");

    /** Longest time that a worker takes beyond its deadline to wait for its threads. */
    private static final Duration STOPPING = Duration.ofSeconds(10);

    private static final Set<String> OPTIONS = options();

    private static Set<String> options() {
        var options = new TreeSet<>(ConsumerConfig.configNames());
        options.addAll(ProducerConfig.configNames());
        options.addAll(AdminClientConfig.configNames());
        return options;
    }

    @Override
    public void check(Manifests all, Problems problems) {
        for (Workload workload : all.workloads()) {
            Arguments.check(workload, problems);
            names(all, workload, problems);
            Configured.of(all, workload, problems).ifPresent(configured -> check(workload, configured, problems));
        }
    }

    private static void names(Manifests all, Workload workload, Problems problems) {
        List<String> known = new ArrayList<>(definitions(workload).map(Definition::environmentName).toList());
        known.addAll(NOT_SETTINGS);
        OPTIONS.forEach(option -> known.add(environmentName(option)));
        Environment.of(all, workload).values().keySet().stream()
                .filter(name -> name.startsWith(Definition.ENVIRONMENT_PREFIX) && !known.contains(name))
                .forEach(name -> problems.add(workload.place(), name + " is no setting" + Names.didYouMean(name, known)));
    }

    private static Stream<Definition<?>> definitions(Workload workload) {
        return Role.named(workload.role()).map(role -> role.spec().allKeys()).orElse(WorkerKeys.all()).stream();
    }

    private static String environmentName(String option) {
        return Definition.text(Settings.KAFKA_PREFIX + option, "").environmentName();
    }

    private static void check(Workload workload, Configured configured, Problems problems) {
        String place = workload.place();
        configured.settings().kafka().keySet().stream().filter(option -> !OPTIONS.contains(option))
                .forEach(option -> problems.add(place, "kafka." + option + " is no option of a Kafka client"
                        + Names.didYouMean(option, OPTIONS)));
        Duration grace = Duration.ofSeconds(workload.pod().path("terminationGracePeriodSeconds").asLong(30));
        Duration needed = configured.worker().drainDeadline().plus(STOPPING);
        problems.addUnless(grace.compareTo(needed) > 0, place, "terminationGracePeriodSeconds is " + grace.toSeconds()
                + "; must be more than drain.deadline and " + STOPPING.toSeconds() + " s, which is " + needed.toSeconds());
        paths(workload, configured).filter(path -> workload.mountOf(path).isEmpty())
                .forEach(path -> problems.add(place, "nothing is mounted above " + path + ", which a setting names"));
        secrets(configured).forEach(line -> problems.add(place, line + " is secret, and does not come from a Secret"));
    }

    /** What settings name as a place in the file system of the container. */
    private static Stream<String> paths(Workload workload, Configured configured) {
        Stream<String> lines = configured.settings().effective().stream()
                .filter(line -> line.contains("=/"))
                .map(line -> line.substring(line.indexOf("=/") + 1, line.indexOf(" # ")))
                .filter(path -> !path.startsWith(System.getProperty("java.io.tmpdir")));
        return Stream.concat(lines, Arguments.of(workload, "--file").stream());
    }

    /** Secret values that stand in a manifest. The name of the variable with the key of a model is none, though it is masked. */
    private static Stream<String> secrets(Configured configured) {
        return configured.settings().effective().stream()
                .filter(line -> line.contains("=****") && !line.startsWith("planner.llm.key.variable"))
                .filter(line -> !configured.environment().secret().contains(line.substring(line.indexOf(" # ") + 3)))
                .map(line -> line.substring(0, line.indexOf('=')));
    }
}
