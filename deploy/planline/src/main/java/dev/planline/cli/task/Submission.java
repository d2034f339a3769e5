package dev.planline.cli.task;

import dev.planline.cli.console.CommandFailed;
import dev.planline.cli.console.Console;
import dev.planline.cli.console.Progress;
import dev.planline.client.Cluster;
import dev.planline.client.TaskPublisher;
import dev.planline.client.TaskRequest;
import dev.planline.client.TimeOrderedIds;
import dev.planline.model.Task;
import dev.planline.tracing.Tracing;
import dev.planline.wire.Topic;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/** Sends tasks to a cluster that has the topics for them. */
public final class Submission {

    private final Console console;
    private final Cluster cluster;
    private final Tracing tracing;
    private final TimeOrderedIds ids = new TimeOrderedIds(InstantSource.system(), new SecureRandom());

    /**
     * Shows its progress on this console.
     *
     * @param tracing each task begins a trace
     */
    public Submission(Console console, Cluster cluster, Tracing tracing) {
        this.console = console;
        this.cluster = cluster;
        this.tracing = tracing;
    }

    /** Hands over requests, one after the other. */
    @FunctionalInterface
    public interface Requests {
        void forEach(Consumer<TaskRequest> receiver);
    }

    /**
     * Sends all of them and waits until they are acknowledged.
     *
     * @param count how many there are
     * @return the goals by task id, in the order sent
     */
    public Map<String, String> send(long count, Requests requests) {
        requireTopic();
        var goals = new LinkedHashMap<String, String>();
        try (var publisher = new TaskPublisher(cluster, cluster.prefix() + "/cli", tracing);
                Progress progress = Progress.of(console, "submitted", count)) {
            requests.forEach(request -> {
                Task task = request.toTask(ids::next);
                goals.put(task.taskId(), task.goal());
                var _ = publisher.submit(task);
                progress.at(publisher.acknowledged());
            });
            publisher.flush();
            progress.at(publisher.acknowledged());
        }
        return goals;
    }

    /**
     * A cluster may create what it does not know, with settings of its own; so what is missing has to be found before. Only the topic that is
     * written to is looked at: who submits need not have a right on any other.
     */
    private void requireTopic() {
        String tasks = Topic.TASKS.name(cluster.prefix());
        try (Admin admin = cluster.admin()) {
            if (!admin.listTopics().names().get().contains(tasks)) {
                throw CommandFailed.because("topic " + tasks + " does not exist, or is not to be seen by this user;"
                        + " create the topics with 'planline topics apply', or look at its rights (docs/rights.md)");
            }
        } catch (ExecutionException e) {
            throw new KafkaException("cannot look for the topic " + tasks, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailed.because("interrupted");
        }
    }
}
