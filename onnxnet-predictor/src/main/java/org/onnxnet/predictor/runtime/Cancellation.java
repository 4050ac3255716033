package org.onnxnet.predictor.runtime;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;

/** Lets one thread stop what others are doing. Cancelling is for good; doing it twice is fine. */
public final class Cancellation {
    private final Set<Runnable> stops = new LinkedHashSet<>();
    private boolean cancelled;

    /** Stops what is running and keeps what comes from starting. */
    public void cancel() {
        List<Runnable> running;
        synchronized (this) {
            cancelled = true;
            running = new ArrayList<>(stops);
        }
        running.forEach(Runnable::run);
    }

    public synchronized boolean isCancelled() {
        return cancelled;
    }

    /**
     * Does nothing as long as nobody cancels.
     *
     * @throws CancellationException if it was cancelled
     */
    public void throwIfCancelled() {
        if (isCancelled()) {
            throw new CancellationException("cancelled by the caller");
        }
    }

    /**
     * Registers how to stop something that is about to start.
     *
     * @throws CancellationException if it was cancelled before
     */
    synchronized void register(Runnable stop) {
        throwIfCancelled();
        stops.add(stop);
    }

    /** What has ended needs no stopping. */
    synchronized void remove(Runnable stop) {
        stops.remove(stop);
    }
}
