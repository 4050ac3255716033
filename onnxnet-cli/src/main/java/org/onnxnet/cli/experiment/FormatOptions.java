package org.onnxnet.cli.experiment;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** How the table of an experiment is printed. */
final class FormatOptions {
    @ArgGroup
    private Choice choice = new Choice();

    /** At most one of them. */
    private static final class Choice {
        @Option(names = "--csv", description = "Print comma-separated values instead of Markdown.")
        private boolean csv;

        @Option(names = "--json", description = "Print JSON, one object a line.")
        private boolean json;
    }

    TableFormat format() {
        if (choice.json) {
            return TableFormat.JSON;
        }
        return choice.csv ? TableFormat.CSV : TableFormat.MARKDOWN;
    }
}
