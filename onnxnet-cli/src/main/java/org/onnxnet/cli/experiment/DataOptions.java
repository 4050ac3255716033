package org.onnxnet.cli.experiment;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What all experiments are told. */
final class DataOptions {
    @Option(
            names = "--data",
            required = true,
            paramLabel = "PATH",
            description = "Folder with the tables of accuracies.")
    @SuppressWarnings("NullAway.Init")
    private Path data;

    @Option(names = "--json", description = "Print JSON, one object a line.")
    private boolean json;

    Path data() {
        return data;
    }

    boolean json() {
        return json;
    }
}
