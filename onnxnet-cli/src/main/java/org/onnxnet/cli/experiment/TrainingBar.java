package org.onnxnet.cli.experiment;

import org.jspecify.annotations.Nullable;
import org.onnxnet.cli.output.Progress;
import org.onnxnet.trainer.StepReport;
import org.onnxnet.trainer.TrainingListener;

/** A progress bar for the steps of a training. */
final class TrainingBar implements TrainingListener, AutoCloseable {
    private @Nullable Progress progress;

    @Override
    public void stepped(StepReport step) {
        if (progress == null) {
            progress = Progress.of("training", step.steps());
        }
        progress.step();
    }

    @Override
    public void close() {
        if (progress != null) {
            progress.close();
        }
    }
}
