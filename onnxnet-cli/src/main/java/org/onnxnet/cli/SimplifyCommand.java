package org.onnxnet.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.onnxnet.cli.output.Json;
import org.onnxnet.simplify.SimplifyMode;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code onnxnet simplify}: one file, or many with a line of JSON each. */
@Command(
        name = "simplify",
        mixinStandardHelpOptions = true,
        description = "Simplifies a network without changing what it computes.",
        footer = {
            "",
            "LOSSLESS keeps every output bit; CANONICAL also folds weights, equal up to rounding.",
            "Each line of PAIRS.tsv is IN, a tab, and OUT; each line printed for it is",
            "{\"in\",\"out\",\"status\":\"ok|error\",\"nodesBefore\",\"nodesAfter\",\"millis\",\"error\"}.",
            "A bad line does not stop the others; the exit code is 1 then."
        })
final class SimplifyCommand implements Callable<Integer> {
    @ArgGroup(exclusive = true, multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // picocli sets one of its members before anything runs
    private Target target;

    static final class Target {
        @ArgGroup(exclusive = false)
        private @Nullable OneFile oneFile;

        @Option(names = "--batch", required = true, paramLabel = "PAIRS.tsv", description = "Simplify many files.")
        private @Nullable Path batch;
    }

    static final class OneFile {
        @Parameters(index = "0", paramLabel = "IN", description = "The ONNX file to read.")
        @SuppressWarnings("NullAway.Init")
        private Path in;

        @Parameters(index = "1", paramLabel = "OUT", description = "The ONNX file to write; may be the same.")
        @SuppressWarnings("NullAway.Init")
        private Path out;

        @Option(
                names = "--report",
                paramLabel = "FILE",
                description = "Also write every rewrite with its nodes and reason, and what went wrong, as JSON.")
        private @Nullable Path report;
    }

    @Option(
            names = "--mode",
            defaultValue = "lossless",
            description = "${COMPLETION-CANDIDATES}, in any case; default: ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init")
    private SimplifyMode mode;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        SimplifyJob job = new SimplifyJob(mode);
        if (target.batch != null) {
            return Batch.run(target.batch, "simplifying", "in", spec.commandLine(), job::line);
        }
        OneFile files = java.util.Objects.requireNonNull(target.oneFile);
        if (files.report != null) {
            requireWritable(files.report, files);
        }
        SimplifyJob.Result result = job.run(files.in, files.out, files.report);
        if (files.report != null) {
            TextFile.write(files.report, Json.pretty(result.reportJson()) + "\n");
        }
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                "%s: %d -> %d nodes, %d ms%n", files.out, result.nodesBefore(), result.nodesAfter(), result.millis());
        return 0;
    }

    /** The report comes last: what keeps it from being written, or makes it replace a network, must be found first. */
    private void requireWritable(Path report, OneFile files) throws IOException {
        Path folder = report.toAbsolutePath().getParent();
        if (folder == null || Files.isDirectory(report)) {
            throw wrongReport(report, "is a directory, wanted the name of a file");
        }
        if (!Files.isDirectory(folder)) {
            throw wrongReport(report, "lies in a folder that does not exist; create it");
        }
        // Weights that move along with the network go there.
        Path data = files.out.resolveSibling(files.out.getFileName() + ".data");
        for (Path network : List.of(files.in, files.out, data)) {
            if (isSame(report, network)) {
                throw wrongReport(
                        report, "would replace " + network + ", the network or its weights; name another file");
            }
        }
    }

    private ParameterException wrongReport(Path report, String problem) {
        return new ParameterException(spec.commandLine(), "--report " + report + " " + problem);
    }

    private static boolean isSame(Path one, Path other) throws IOException {
        boolean exist = Files.exists(one) && Files.exists(other);
        return exist ? Files.isSameFile(one, other) : place(one).equals(place(other));
    }

    /** Where a file would be made, whatever links lead there. */
    private static Path place(Path file) throws IOException {
        Path plain = file.toAbsolutePath().normalize();
        Path folder = plain.getParent();
        return folder != null && Files.isDirectory(folder) ? folder.toRealPath().resolve(plain.getFileName()) : plain;
    }
}
