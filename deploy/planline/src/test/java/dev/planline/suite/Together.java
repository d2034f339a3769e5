package dev.planline.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;

/** Calls something many times on real threads that begin at once. */
final class Together {

    private static final int DEADLINE_SECONDS = 60;

    private Together() {}

    /**
     * The results, in the order of the calls' numbers. Fails if one call fails, or does not end within a minute.
     *
     * @param calls a multiple of threads
     */
    static <T> List<T> call(int threads, int calls, IntFunction<T> call) {
        if (calls % threads != 0) {
            throw new IllegalArgumentException(calls + " calls do not divide among " + threads + " threads");
        }
        var barrier = new CyclicBarrier(threads);
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            var shares = new ArrayList<Future<List<T>>>();
            for (int thread = 0; thread < threads; thread++) {
                int first = thread * (calls / threads);
                shares.add(executor.submit(() -> {
                    barrier.await();
                    var results = new ArrayList<T>();
                    for (int number = first; number < first + calls / threads; number++) {
                        results.add(call.apply(number));
                    }
                    return results;
                }));
            }
            var all = new ArrayList<T>();
            for (Future<List<T>> share : shares) {
                all.addAll(share.get(DEADLINE_SECONDS, TimeUnit.SECONDS));
            }
            return all;
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
