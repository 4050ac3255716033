package org.onnxnet.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.onnxnet.OnnxGraph;
import org.onnxnet.encoder.Decoder;
import org.onnxnet.encoder.Dialect;
import org.onnxnet.encoder.MalformedTextException;
import org.onnxnet.graph.InvalidModelException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code onnxnet decode}: a text back into a network. */
@Command(
        name = "decode",
        mixinStandardHelpOptions = true,
        description = "Turns a text of the complete or folded dialect back into an ONNX file, with weights as inputs.")
final class DecodeCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "TEXT", description = "The text file to read.")
    @SuppressWarnings("NullAway.Init")
    private Path in;

    @Parameters(index = "1", paramLabel = "OUT.onnx", description = "The ONNX file to write.")
    @SuppressWarnings("NullAway.Init")
    private Path out;

    @Option(names = "--dialect", description = "complete or folded, in any case; default: what the text is.")
    private @Nullable Dialect dialect;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (dialect == Dialect.REFERENCE) {
            throw new ParameterException(
                    spec.commandLine(), "texts of the reference dialect cannot be decoded, wanted complete or folded");
        }
        OnnxGraph graph = decode(TextFile.read(in, "what onnxnet encode writes"));
        Networks.check(graph, in);
        graph.save(out);
        PrintWriter writer = spec.commandLine().getOut();
        writer.printf("%s: %d nodes%n", out, graph.nodes().size());
        return 0;
    }

    private OnnxGraph decode(String text) {
        try {
            return dialect == null ? ofEither(text.stripTrailing()) : Decoder.decode(text.stripTrailing(), dialect);
        } catch (MalformedTextException e) {
            throw new InvalidModelException(in + ": " + e.getMessage(), e);
        }
    }

    /** A folded text may be a complete one by itself, which its outputs tell; a complete text without outputs is no folded one. */
    private static OnnxGraph ofEither(String text) {
        try {
            return Decoder.decode(text, Dialect.FOLDED);
        } catch (MalformedTextException folded) {
            try {
                return Decoder.decode(text, Dialect.COMPLETE);
            } catch (MalformedTextException complete) {
                folded.addSuppressed(complete);
                throw folded;
            }
        }
    }
}
