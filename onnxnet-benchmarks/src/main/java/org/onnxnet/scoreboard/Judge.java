package org.onnxnet.scoreboard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.onnxnet.check.ModelChecker;
import org.onnxnet.check.Severity;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.OnnxNetException;
import org.onnxnet.graph.Tensor;
import org.onnxnet.io.OnnxReader;
import org.onnxnet.testing.ModelInputs;
import org.onnxnet.testing.OrtRunner;
import org.onnxnet.testing.Outputs;

/**
 * Runs other forms of a model on the same inputs as the original, in ONNX Runtime without optimisation, and says how they
 * compare.
 */
final class Judge {
    private static final double RELATIVE = 1e-4;
    private static final double ABSOLUTE = 1e-5;
    private static final int RANDOM_RUNS = 2;

    private final Model original;
    private final boolean isValid;
    private final List<Run> runs = new ArrayList<>();
    private String incomparable = "no inputs that it runs on can be made";

    /** What the original computes. */
    private record Run(Map<String, Tensor> inputs, Map<String, Tensor> outputs) {}

    /** Runs the original, twice on each input; what it refuses, or computes differently the second time, does not count. */
    Judge(Path file) throws IOException {
        this.original = OnnxReader.read(file);
        this.isValid = isValid(original);
        byte[] bytes = Files.readAllBytes(file);
        for (Map<String, Tensor> inputs : inputs(file)) {
            try {
                Map<String, Tensor> outputs = OrtRunner.run(bytes, inputs);
                if (Outputs.difference(outputs, OrtRunner.run(bytes, inputs)) == null) {
                    runs.add(new Run(inputs, outputs));
                } else {
                    incomparable = "two runs of the original differ";
                }
            } catch (OrtRunner.RefusedException e) {
                incomparable = String.valueOf(e.getMessage());
            }
        }
    }

    /** The worst outcome of all runs. */
    Verdict compare(Path file) throws IOException {
        Model simplified;
        try {
            simplified = OnnxReader.read(file);
        } catch (OnnxNetException e) {
            return Verdict.without(Outcome.REFUSED, String.valueOf(e.getMessage()));
        }
        byte[] bytes = Files.readAllBytes(file);
        Verdict worst =
                Verdict.without(runs.isEmpty() ? Outcome.UNKNOWN : Outcome.EXACT, runs.isEmpty() ? incomparable : "");
        for (Run run : runs) {
            Verdict found = compare(bytes, run);
            worst = found.outcome().compareTo(worst.outcome()) > 0 ? found : worst;
        }
        return new Verdict(
                worst.outcome(),
                worst.detail(),
                isValid && !isValid(simplified),
                !simplified.graph().inputs().equals(original.graph().inputs()),
                nodes(simplified.graph()));
    }

    private static Verdict compare(byte[] simplified, Run run) {
        Map<String, Tensor> found;
        try {
            found = OrtRunner.run(simplified, run.inputs);
        } catch (OrtRunner.RefusedException e) {
            return Verdict.without(Outcome.REFUSED, String.valueOf(e.getMessage()));
        }
        String bits = Outputs.difference(run.outputs, found);
        if (bits == null) {
            return Verdict.without(Outcome.EXACT, "");
        }
        String beyond = Outputs.differenceBeyond(RELATIVE, ABSOLUTE, run.outputs, found);
        return beyond == null ? Verdict.without(Outcome.CLOSE, bits) : Verdict.without(Outcome.DIFFERENT, beyond);
    }

    private List<Map<String, Tensor>> inputs(Path file) throws IOException {
        List<Map<String, Tensor>> given = ModelInputs.given(original, file);
        if (!given.isEmpty()) {
            return given;
        }
        List<Map<String, Tensor>> random = new ArrayList<>();
        for (int run = 0; run < RANDOM_RUNS; run++) {
            random.add(ModelInputs.random(original, run == 0 ? 2 : 1, run));
        }
        return random;
    }

    private static boolean isValid(Model model) {
        return ModelChecker.check(model).stream().noneMatch(problem -> problem.severity() == Severity.ERROR);
    }

    static int nodes(Graph graph) {
        return graph.nodes().size()
                + graph.nestedGraphs().stream().mapToInt(g -> g.nodes().size()).sum();
    }
}
