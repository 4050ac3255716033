package org.onnxnet.cli.experiment;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What experiments over several seeds are told. */
final class ExperimentOptions {
    @Mixin
    @SuppressWarnings("NullAway.Init")
    private DataOptions data;

    @Option(
            names = "--seeds",
            split = ",",
            paramLabel = "S",
            defaultValue = "42,43,44,45,46",
            description = "Seeds of samples and training; default: ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init")
    private List<Long> seeds;

    Path data() {
        return data.data();
    }

    List<Long> seeds() {
        return seeds;
    }

    TableFormat format() {
        return data.format();
    }
}
