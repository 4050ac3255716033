package org.onnxnet.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.onnxnet.cli.output.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code onnxnet inspect}: what is in a file. */
@Command(
        name = "inspect",
        mixinStandardHelpOptions = true,
        description = "Describes a network as it stands in its file.",
        footer = {"", "The canonical hash is that of its CANONICAL form: equal for every export of one network."})
final class InspectCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "An ONNX file.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Inspection inspection = Inspection.of(Networks.load(file));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.pretty(inspection.toJson()));
        } else {
            inspection.print(out);
        }
        return 0;
    }
}
