package org.onnxnet.trainer.network;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.ObjIntConsumer;
import org.bytedeco.pytorch.global.torch;
import org.onnxnet.predictor.checkpoint.NetworkConfig;
import org.onnxnet.trainer.torch.Scoped;
import org.onnxnet.trainer.torch.TorchDevice;

/**
 * Threads that run one network at once, each on texts of its own. libtorch spreads but some operations over the cores of a processor, and
 * products of matrices in 32 bits are none of them; texts have nothing to do with each other.
 *
 * <p>The workers share the weights. Each has derivatives of its own, which are added up in the order of the workers: the same bits
 * whoever is done first.
 */
public final class Workers implements AutoCloseable {
    private final List<Backbone> networks = new ArrayList<>();
    private final List<Passes> passes = new ArrayList<>();
    private final ExecutorService threads;

    /** What a worker does with its share of a batch. */
    @FunctionalInterface
    public interface Work {
        /**
         * Begins.
         *
         * @param passes of the worker
         * @param share from 0
         * @return the rest, for which the worker waits until all have come so far; on the same thread and in the same scope
         */
        Runnable begin(Passes passes, int share);
    }

    /**
     * As many workers as the device of the network has threads; a single one where libtorch keeps them busy by itself.
     *
     * @param network which the first of them runs; the caller closes it
     * @param checkpoints whether only the inputs of layers are kept
     */
    public Workers(Backbone network, boolean checkpoints) {
        int count = network.precision().spreads() ? 1 : device(network).threads();
        for (int i = 0; i < count; i++) {
            Backbone own = i == 0 ? network : network.twin();
            networks.add(own);
            passes.add(new Passes(own, checkpoints));
        }
        threads = Executors.newFixedThreadPool(count, Workers::thread);
    }

    private static Thread thread(Runnable task) {
        Runnable alone = () -> {
            torch.set_num_threads(1); // of this thread; those that have computed before keep theirs
            task.run();
        };
        Thread thread = new Thread(alone, "onnxnet-trainer");
        thread.setDaemon(true);
        return thread;
    }

    public int count() {
        return networks.size();
    }

    public NetworkConfig config() {
        return networks.get(0).config();
    }

    public TorchDevice device() {
        return device(networks.get(0));
    }

    private static TorchDevice device(Backbone network) {
        return network.weights().device();
    }

    /** Does some work in one go, as {@link #run} does. */
    public void each(int shares, ObjIntConsumer<Passes> work) {
        run(
                shares,
                (own, share) -> {
                    work.accept(own, share);
                    return () -> {};
                },
                () -> {});
    }

    /**
     * Does some work and waits for its end. The derivatives that the workers have added are then those of the weights. A single share runs
     * on the thread of the caller.
     *
     * @param shares how many workers take part, at most {@link #count}
     * @param between what happens once, on the thread of the caller, when all workers have begun and before any goes on
     */
    public void run(int shares, Work work, Runnable between) {
        if (shares == 1) {
            Scoped.run(() -> {
                Runnable rest = work.begin(passes.get(0), 0);
                between.run();
                rest.run();
            });
            return;
        }
        together(shares, work, between);
        for (Backbone twin : networks.subList(1, shares)) {
            networks.get(0).weights().takeGradients(twin.weights());
        }
    }

    private void together(int shares, Work work, Runnable between) {
        CompletableFuture<Void> go = new CompletableFuture<>();
        List<CompletableFuture<Void>> begun = new ArrayList<>();
        List<CompletableFuture<Void>> done = new ArrayList<>();
        for (int i = 0; i < shares; i++) {
            int share = i;
            CompletableFuture<Void> reached = new CompletableFuture<>();
            begun.add(reached);
            Runnable both = () -> {
                Runnable rest = begin(share, work, reached);
                go.join();
                rest.run();
            };
            done.add(CompletableFuture.runAsync(() -> Scoped.run(both), threads).whenComplete((nothing, failure) -> {
                if (failure != null) {
                    reached.completeExceptionally(failure); // where it came before the work itself
                }
            }));
        }
        try {
            await(begun);
            between.run();
            go.complete(null);
        } catch (RuntimeException | Error e) {
            go.completeExceptionally(e); // workers that wait end with it
        }
        await(done);
    }

    private Runnable begin(int share, Work work, CompletableFuture<Void> reached) {
        try {
            Runnable rest = work.begin(passes.get(share), share);
            reached.complete(null);
            return rest;
        } catch (RuntimeException | Error e) {
            reached.completeExceptionally(e);
            throw e;
        }
    }

    /** Waits for all, and throws what one of them has failed with. */
    private static void await(List<CompletableFuture<Void>> futures) {
        try {
            CompletableFuture.allOf(futures.toArray(CompletableFuture<?>[]::new))
                    .join();
        } catch (CompletionException e) {
            Throwable cause = e;
            while (cause instanceof CompletionException && cause.getCause() != null) {
                cause = cause.getCause();
            }
            if (cause instanceof Error error) {
                throw error;
            }
            throw cause instanceof RuntimeException failure ? failure : e;
        }
    }

    @Override
    public void close() {
        threads.shutdown();
        for (Backbone twin : networks.subList(1, networks.size())) {
            twin.close();
            twin.weights().close();
        }
    }
}
