package org.onnxnet.scoreboard;

/** What became of a model in the hands of a tool, from best to worst. */
enum Outcome {
    /** Every output has the same bits, any NaN for any other. */
    EXACT("bit-exact"),
    /** Outputs differ by at most 1e-4 relative plus 1e-5 absolute. */
    CLOSE("within 1e-4"),
    DIFFERENT("different"),
    /** The runtime refuses it, or stops on it. */
    REFUSED("no longer runs"),
    /** The tool failed, gave no file, or took too long. */
    FAILED("tool error or timeout"),
    /** The original does not run, or two runs of it differ, so there is nothing to compare with. */
    UNKNOWN("original not comparable");

    private final String label;

    Outcome(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    boolean isRight() {
        return this == EXACT || this == CLOSE;
    }
}
