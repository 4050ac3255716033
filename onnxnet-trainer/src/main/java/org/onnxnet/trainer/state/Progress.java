package org.onnxnet.trainer.state;

import java.util.List;

/**
 * How far a training is.
 *
 * @param training which training it is
 * @param step number of steps made
 * @param lossSum over the batches of the epoch that has begun
 * @param epochs reports of the epochs that are over, as JSON
 * @param best index into the reports of the best of them
 */
public record Progress(String training, long step, double lossSum, List<String> epochs, int best) {
    /** Of a training that has not begun. */
    public static final Progress NONE = new Progress("", 0, 0, List.of(), 0);

    public Progress {
        epochs = List.copyOf(epochs);
    }

    Progress of(String training) {
        return new Progress(training, step, lossSum, epochs, best);
    }
}
