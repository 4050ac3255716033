package org.onnxnet.predictor.runtime;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;

/** Stops one run of a session when it is cancelled, and never touches the run's options after they are freed. */
final class Termination implements AutoCloseable {
    private final Cancellation cancellation;
    private final OrtSession.RunOptions options;
    private final Runnable stop = this::stop;
    private boolean over;

    Termination(Cancellation cancellation) throws OrtException {
        this.cancellation = cancellation;
        this.options = new OrtSession.RunOptions();
        try {
            cancellation.register(stop);
        } catch (RuntimeException e) {
            options.close();
            throw e;
        }
    }

    OrtSession.RunOptions options() {
        return options;
    }

    private synchronized void stop() {
        if (over) {
            return;
        }
        try {
            options.setTerminate(true);
        } catch (OrtException e) {
            throw new DeviceException("ONNX Runtime could not stop a run: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        cancellation.remove(stop);
        synchronized (this) {
            over = true;
            options.close();
        }
    }
}
