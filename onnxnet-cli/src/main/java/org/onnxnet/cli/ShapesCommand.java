package org.onnxnet.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.onnxnet.OnnxGraph;
import org.onnxnet.cli.output.Json;
import org.onnxnet.graph.InvalidModelException;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.ValueType;
import org.onnxnet.shape.ShapeInference;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code onnxnet shapes}: the inferred type and shape of every value. */
@Command(
        name = "shapes",
        mixinStandardHelpOptions = true,
        description = "Infers the type and shape of every value.",
        footer = {
            "",
            "Each line of LIST is FILE, or FILE, a tab, and a directory of input_N.pb files; each line printed for it is",
            "{\"file\",\"status\":\"ok|error\",\"values\":{NAME:{\"type\",\"shape\"}},\"error\"}. A dimension is a number, a name",
            "or an expression of names, or null where unknown; the shape of a value of unknown rank is null.",
            "A bad line does not stop the others; the exit code is 1 then."
        })
final class ShapesCommand implements Callable<Integer> {
    @ArgGroup(exclusive = true, multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // picocli sets one of its members before anything runs
    private Target target;

    static final class Target {
        @ArgGroup(exclusive = false)
        private @Nullable OneFile oneFile;

        @Option(names = "--batch", required = true, paramLabel = "LIST", description = "Infer for many files.")
        private @Nullable Path batch;
    }

    static final class OneFile {
        @Parameters(index = "0", paramLabel = "FILE", description = "An ONNX file.")
        @SuppressWarnings("NullAway.Init")
        private Path file;

        @Option(
                names = "--inputs",
                paramLabel = "DIR",
                description = "A directory of input_N.pb files (TensorProto) whose contents are known values.")
        private @Nullable Path inputs;

        @Option(names = "--json", description = "Print JSON.")
        private boolean json;
    }

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (target.batch != null) {
            return Batch.run(target.batch, "inferring", "file", spec.commandLine(), ShapesCommand::line);
        }
        PrintWriter out = spec.commandLine().getOut();
        OneFile one = Objects.requireNonNull(target.oneFile);
        Map<String, ValueType> types = infer(one.file, one.inputs);
        if (one.json) {
            out.println(Json.pretty(values(types)));
        } else {
            types.forEach((name, type) -> out.println(name + ": " + type));
        }
        return 0;
    }

    private static void line(List<String> columns, ObjectNode json) throws IOException {
        if (columns.size() > 2) {
            throw new InvalidModelException("found " + columns.size() + " columns in '" + String.join("\t", columns)
                    + "', wanted FILE, or FILE, a tab, and a directory");
        }
        Path inputs = columns.size() == 2 ? Path.of(columns.get(1)) : null;
        ObjectNode values = values(infer(Path.of(columns.get(0)), inputs));
        json.put("status", "ok").set("values", values);
    }

    private static Map<String, ValueType> infer(Path file, @Nullable Path inputs) throws IOException {
        OnnxGraph graph = Networks.load(file);
        Map<String, Tensor> known = inputs == null ? Map.of() : KnownInputs.read(graph, inputs);
        return ShapeInference.standard().infer(graph.model(), known).types();
    }

    private static ObjectNode values(Map<String, ValueType> types) {
        ObjectNode values = Json.object();
        types.forEach((name, type) -> TypeJson.putInto(values.putObject(name), type));
        return values;
    }
}
