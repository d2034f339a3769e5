package dev.planline.client;

import dev.planline.model.Task;
import dev.planline.tracing.Tracing;
import dev.planline.wire.Topic;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;

/**
 * Submits tasks. A task that is acknowledged ends in exactly one outcome. It blocks while its buffer is full. Thread-safe;
 * close it to have everything sent.
 */
public final class TaskPublisher implements AutoCloseable {

    private final Publisher publisher;
    private final TimeOrderedIds ids = new TimeOrderedIds(InstantSource.system(), new SecureRandom());

    /**
     * @param source who submits, for example {@code shop/checkout}; stands in the headers
     */
    public TaskPublisher(Cluster cluster, String source) {
        this(cluster, source, Tracing.OFF);
    }

    /**
     * @param source who submits, for example {@code shop/checkout}; stands in the headers
     * @param tracing each task begins a trace, or goes on with the one that the caller is in; the caller closes it, after this
     */
    public TaskPublisher(Cluster cluster, String source, Tracing tracing) {
        this.publisher = new Publisher(cluster, source, tracing);
    }

    /** Submits a task; the result completes with it once the cluster has acknowledged it, or with {@link PublishFailed}. */
    public CompletableFuture<Task> submit(Task task) {
        return publisher.publish(Topic.TASKS, task).thenApply(metadata -> task);
    }

    /** Submits a task, with a fresh id if it has none. */
    public CompletableFuture<Task> submit(TaskRequest request) {
        return submit(request.toTask(ids::next));
    }

    /** Submits a task with a fresh id and default limits. */
    public CompletableFuture<Task> submit(String goal) {
        return submit(new Task(ids.next(), goal));
    }

    /** How many tasks the cluster has acknowledged so far. */
    public long acknowledged() {
        return publisher.acknowledged();
    }

    /**
     * Waits until every task submitted so far is acknowledged.
     *
     * @throws PublishFailed if one was not; the first of several
     */
    public void flush() {
        publisher.flush();
    }

    @Override
    public void close() {
        publisher.close();
    }
}
