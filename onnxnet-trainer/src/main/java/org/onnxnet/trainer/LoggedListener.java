package org.onnxnet.trainer;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.onnxnet.trainer.evaluation.Evaluation;
import org.onnxnet.trainer.state.MetricsLog;

/** Writes down what it hears before it tells another listener. */
record LoggedListener(MetricsLog log, TrainingListener next) implements TrainingListener {
    private static final JsonMapper JSON = new JsonMapper();

    @Override
    public void warned(String warning) {
        next.warned(warning);
    }

    @Override
    public void started(long step, long steps) {
        next.started(step, steps);
    }

    @Override
    public void stepped(StepReport step) {
        add(JSON.createObjectNode()
                .put("step", step.step())
                .put("epoch", step.epoch())
                .put("loss", step.loss())
                .put("gradient_norm", step.gradientNorm())
                .put("learning_rate", step.learningRate())
                .put("tokens", step.tokens())
                .put("seconds", step.seconds()));
        next.stepped(step);
    }

    @Override
    public void finishedEpoch(EpochReport epoch) {
        ObjectNode line = JSON.createObjectNode()
                .put("step", epoch.steps())
                .put("finished_epoch", epoch.epoch())
                .put("mean_loss", epoch.loss());
        put(line, "validation", epoch.validation());
        put(line, "test", epoch.test());
        add(line);
        next.finishedEpoch(epoch);
    }

    private static void put(ObjectNode line, String name, Evaluation evaluation) {
        if (!evaluation.isEmpty()) {
            line.putObject(name)
                    .put("tau", evaluation.tau())
                    .put("rho", evaluation.rho())
                    .put("mae", evaluation.mae());
        }
    }

    @Override
    public void finishedPretrainingEpoch(PretrainingReport epoch) {
        add(JSON.createObjectNode()
                .put("step", epoch.steps())
                .put("finished_epoch", epoch.epoch())
                .put("mean_loss", epoch.loss())
                .put("validation_loss", epoch.validation().loss())
                .put("validation_accuracy", epoch.validation().accuracy()));
        next.finishedPretrainingEpoch(epoch);
    }

    private void add(ObjectNode line) {
        try {
            log.add(line);
        } catch (IOException e) {
            throw new UncheckedIOException("the log of the training cannot be written", e);
        }
    }
}
