package org.onnxnet.cli.train;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.onnxnet.cli.output.Json;
import org.onnxnet.cli.output.Progress;
import org.onnxnet.trainer.EpochReport;
import org.onnxnet.trainer.PretrainingReport;
import org.onnxnet.trainer.StepReport;
import org.onnxnet.trainer.TrainingListener;
import org.onnxnet.trainer.evaluation.Evaluation;

/** A bar of steps, a line for each epoch. */
final class TrainingProgress implements TrainingListener, AutoCloseable {
    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean json;
    private @Nullable Progress bar;

    TrainingProgress(PrintWriter out, PrintWriter err, boolean json) {
        this.out = out;
        this.err = err;
        this.json = json;
    }

    @Override
    public void started(long step, long steps) {
        bar = Progress.of("training", steps - step);
        if (step > 0) {
            err.println("onnxnet: going on after step " + step + " of " + steps);
        }
    }

    @Override
    public void warned(String warning) {
        err.println("onnxnet: warning: " + warning);
    }

    @Override
    public void stepped(StepReport step) {
        if (bar != null) {
            bar.step();
        }
    }

    @Override
    public void finishedEpoch(EpochReport epoch) {
        if (json) {
            ObjectNode line = Json.object().put("epoch", epoch.epoch()).put("loss", epoch.loss());
            put(line, "validation", epoch.validation());
            put(line, "test", epoch.test());
            out.println(Json.line(line));
        } else {
            out.println("epoch " + epoch.epoch() + ": loss " + rounded(epoch.loss()) + figures(epoch));
        }
        out.flush();
    }

    @Override
    public void finishedPretrainingEpoch(PretrainingReport epoch) {
        double loss = epoch.validation().loss();
        double accuracy = epoch.validation().accuracy();
        if (json) {
            out.println(Json.line(Json.object()
                    .put("epoch", epoch.epoch())
                    .put("loss", epoch.loss())
                    .put("validation_loss", loss)
                    .put("validation_accuracy", accuracy)));
        } else {
            out.println("epoch " + epoch.epoch() + ": loss " + rounded(epoch.loss())
                    + (Double.isNaN(loss)
                            ? ""
                            : ", validation loss " + rounded(loss) + " accuracy " + rounded(accuracy)));
        }
        out.flush();
    }

    /** What was measured after an epoch, to go on a sentence with. */
    static String figures(EpochReport epoch) {
        return figures("validation", epoch.validation()) + figures("test", epoch.test());
    }

    private static String figures(String set, Evaluation evaluation) {
        return evaluation.isEmpty()
                ? ""
                : ", " + set + " tau " + rounded(evaluation.tau()) + " rho " + rounded(evaluation.rho()) + " mae "
                        + rounded(evaluation.mae());
    }

    private static void put(ObjectNode line, String set, Evaluation evaluation) {
        if (!evaluation.isEmpty()) {
            line.putObject(set)
                    .put("tau", evaluation.tau())
                    .put("rho", evaluation.rho())
                    .put("mae", evaluation.mae());
        }
    }

    static String rounded(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
