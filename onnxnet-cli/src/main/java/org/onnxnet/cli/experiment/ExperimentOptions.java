package org.onnxnet.cli.experiment;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** What all experiments are told. */
final class ExperimentOptions {
    @Option(
            names = "--data",
            required = true,
            paramLabel = "PATH",
            description = "Folder with the tables of accuracies.")
    @SuppressWarnings("NullAway.Init")
    private Path data;

    @Option(
            names = "--seeds",
            split = ",",
            paramLabel = "S",
            defaultValue = "42,43,44,45,46",
            description = "Seeds of samples and training; default: ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init")
    private List<Long> seeds;

    @Option(names = "--json", description = "Print JSON, one object a line.")
    private boolean json;

    Path data() {
        return data;
    }

    List<Long> seeds() {
        return seeds;
    }

    boolean json() {
        return json;
    }
}
