package org.onnxnet.cli.experiment;

import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What all experiments on tables are told. */
final class DataOptions {
    @Option(
            names = "--data",
            required = true,
            paramLabel = "PATH",
            description = "Folder with the tables of accuracies.")
    @SuppressWarnings("NullAway.Init")
    private Path data;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private FormatOptions format;

    Path data() {
        return data;
    }

    TableFormat format() {
        return format.format();
    }
}
