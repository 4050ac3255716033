package org.onnxnet.scoreboard;

/**
 * What a tool made of a model.
 *
 * @param detail one line for the reader; empty where all is well
 * @param newlyInvalid whether the checker finds errors that it did not find before
 * @param inputsChanged whether the inputs of the graph have other names, types or another order
 * @param nodes the number of nodes left, those of nested graphs included
 */
record Verdict(Outcome outcome, String detail, boolean newlyInvalid, boolean inputsChanged, int nodes) {
    static Verdict without(Outcome outcome, String detail) {
        return new Verdict(outcome, detail, false, false, -1);
    }

    /** One line, as the judge's process prints it. */
    String toLine() {
        return String.join(
                "\t",
                outcome.name(),
                Boolean.toString(newlyInvalid),
                Boolean.toString(inputsChanged),
                Integer.toString(nodes),
                detail.replaceAll("\\s+", " "));
    }

    static Verdict ofLine(String line) {
        String[] parts = line.split("\t", 5);
        return new Verdict(
                Outcome.valueOf(parts[0]),
                parts[4],
                Boolean.parseBoolean(parts[1]),
                Boolean.parseBoolean(parts[2]),
                Integer.parseInt(parts[3]));
    }
}
