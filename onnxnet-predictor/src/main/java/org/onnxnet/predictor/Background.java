package org.onnxnet.predictor;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.onnxnet.predictor.runtime.Cancellation;

/** Runs a call on a thread of its own, as a future whose cancelling stops it. */
final class Background {
    private Background() {}

    static <R> CompletableFuture<R> run(Function<Cancellation, R> work) {
        Cancellation cancellation = new Cancellation();
        CompletableFuture<R> future = new CompletableFuture<>() {
            @Override
            public boolean cancel(boolean mayInterruptIfRunning) {
                boolean cancelled = super.cancel(mayInterruptIfRunning);
                cancellation.cancel();
                return cancelled;
            }
        };
        Thread thread = new Thread(
                () -> {
                    try {
                        future.complete(work.apply(cancellation));
                    } catch (RuntimeException | Error e) {
                        future.completeExceptionally(e);
                    }
                },
                "onnxnet-background");
        thread.setDaemon(true);
        thread.start();
        return future;
    }
}
