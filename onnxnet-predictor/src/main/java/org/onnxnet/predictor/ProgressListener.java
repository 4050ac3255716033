package org.onnxnet.predictor;

/** Hears how far a long call has come. Called from one thread at a time. */
@FunctionalInterface
public interface ProgressListener {
    /** Hears nothing. */
    ProgressListener NONE = (done, total) -> {};

    /**
     * More networks have been scored.
     *
     * @param done how many so far
     * @param total how many there are
     */
    void progress(int done, int total);
}
