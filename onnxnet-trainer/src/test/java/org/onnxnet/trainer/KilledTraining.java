package org.onnxnet.trainer;

import java.io.IOException;
import java.nio.file.Path;
import org.onnxnet.predictor.runtime.Device;
import org.onnxnet.trainer.network.Precision;
import org.onnxnet.trainer.start.Start;

/** A training to be killed: {@code main(output)}. */
final class KilledTraining {
    private KilledTraining() {}

    public static void main(String[] args) throws IOException {
        train(Path.of(args[0]), TrainingListener.NONE);
    }

    static TrainingResult train(Path output, TrainingListener listener) throws IOException {
        return Trainer.builder()
                .start(Start.scratch(Texts.TINY))
                .schedule(Schedule.PAPER.withLearningRate(3e-3).withEpochs(4))
                .execution(new Execution(Device.cpu(2), Precision.FP32, 16_384, false))
                .saveInterval(2)
                .listener(listener)
                .build()
                .train(Texts.chains(120, 1), Texts.chains(20, 2), output);
    }
}
