package org.onnxnet.cli.experiment;

import org.onnxnet.graph.OnnxNetException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** How many networks an experiment draws. */
final class SampleSize {
    /** Fewer have no order worth a figure. */
    static final int LEAST = 10;

    private SampleSize() {}

    /**
     * Refuses a number that cannot be drawn.
     *
     * @param n of the option {@code --n}
     * @param most that there is to draw
     * @param of what is drawn from
     * @throws OnnxNetException if there is too little to draw from, whatever the number
     * @throws ParameterException if the number is too small or too large
     */
    static void require(int n, int most, String of, CommandSpec spec) {
        if (most < LEAST) {
            throw new OnnxNetException(
                    "found " + most + " networks of " + of + " to draw from, wanted " + LEAST + " or more");
        }
        if (n < LEAST || n > most) {
            throw new ParameterException(
                    spec.commandLine(), "--n is " + n + ", wanted " + LEAST + " to " + most + " of " + of);
        }
    }
}
