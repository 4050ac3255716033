package org.onnxnet.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.onnxnet.OnnxGraph;
import org.onnxnet.cli.output.Failure;
import org.onnxnet.cli.output.Json;
import org.onnxnet.cli.train.TextPart;
import org.onnxnet.encoder.Component;
import org.onnxnet.encoder.Dialect;
import org.onnxnet.encoder.EncodedSource;
import org.onnxnet.encoder.Encoder;
import org.onnxnet.simplify.SimplifyMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code onnxnet encode}: networks as text. */
@Command(
        name = "encode",
        mixinStandardHelpOptions = true,
        description = "Writes networks as text.",
        footer = {
            "",
            "The complete and folded dialects encode the CANONICAL form of a network, so that two exports give one text;",
            "the reference dialect, which repeats the published encoder, takes the file as it is. --mode changes that."
        })
final class EncodeCommand implements Callable<Integer> {
    /** How a network is simplified before it is encoded. */
    enum Mode {
        NONE,
        LOSSLESS,
        CANONICAL
    }

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "ONNX files, or directories of them.")
    @SuppressWarnings("NullAway.Init")
    private List<Path> paths;

    @Option(
            names = "--with",
            split = ",",
            defaultValue = "full",
            description = "What the text carries: ${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init")
    private List<TextPart> parts;

    @Option(
            names = "--dialect",
            defaultValue = "complete",
            description = "${COMPLETION-CANDIDATES}, in any case; default: ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init")
    private Dialect dialect;

    @Option(names = "--mode", description = "Simplify first: ${COMPLETION-CANDIDATES}, in any case.")
    private @Nullable Mode mode;

    @Option(
            names = "--jsonl",
            description = "Print a line of JSON for each file: {\"file\",\"text\"} or {\"file\",\"error\"}.")
    private boolean jsonl;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        EnumSet<Component> components = EnumSet.noneOf(Component.class);
        parts.forEach(part -> components.addAll(part.components()));
        if (dialect == Dialect.REFERENCE && components.contains(Component.SUMMARY)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--dialect reference has no summary, as the published encoder prints none; wanted complete or folded");
        }
        Encoder encoder = Encoder.with(components.toArray(Component[]::new)).dialect(dialect);
        List<EncodedSource<Path>> unread = new ArrayList<>();
        List<Path> files =
                ModelFiles.expand(paths, (path, failure) -> unread.add(new EncodedSource<>(path, null, failure)));
        int before =
                unread.stream().mapToInt(source -> print(source, true)).max().orElse(0);
        int threads = Runtime.getRuntime().availableProcessors();
        try (Stream<EncodedSource<Path>> texts =
                encoder.encodeAll(files.iterator(), threads, file -> prepare(Networks.load(file)))) {
            // All of them, whatever becomes of the first.
            return Math.max(
                    before,
                    texts.mapToInt(text -> print(text, files.size() > 1)).max().orElse(0));
        }
    }

    /** What the command ends with if all others are well. */
    private int print(EncodedSource<Path> source, boolean several) {
        PrintWriter out = spec.commandLine().getOut();
        String file = source.source().toString();
        if (source.encoding() != null) {
            String text = source.encoding().text();
            if (jsonl) {
                out.println(Json.line(Json.object().put("file", file).put("text", text)));
            } else {
                out.print((several ? "# " + file + "\n" : "") + text + (text.endsWith("\n") ? "" : "\n"));
            }
            return 0;
        }
        String message = Failure.messageOf(Objects.requireNonNull(source.failure(), "failure"));
        if (jsonl) {
            out.println(Json.line(Json.object().put("file", file).put("error", message)));
        }
        spec.commandLine().getErr().println("onnxnet: " + message);
        return 1;
    }

    private OnnxGraph prepare(OnnxGraph graph) {
        Mode chosen = mode != null ? mode : dialect == Dialect.REFERENCE ? Mode.NONE : Mode.CANONICAL;
        return switch (chosen) {
            case NONE -> graph;
            case LOSSLESS -> graph.simplify(SimplifyMode.LOSSLESS);
            case CANONICAL -> graph.simplify(SimplifyMode.CANONICAL);
        };
    }
}
