package org.onnxnet.simplify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.onnxnet.check.ModelChecker;
import org.onnxnet.check.Problem;
import org.onnxnet.check.Severity;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Tensor;
import org.onnxnet.io.OnnxReader;
import org.onnxnet.io.OnnxWriter;
import org.onnxnet.testing.ModelInputs;
import org.onnxnet.testing.OrtRunner;
import org.onnxnet.testing.Outputs;
import org.onnxnet.testing.Simplifying;

/** Compares a model file with what a simplifier makes of it. */
final class Oracle {
    private Oracle() {}

    /** Whether ONNX Runtime could run the original, so that something was compared. */
    static boolean check(Path file, SimplifyMode mode) throws IOException {
        Model model = OnnxReader.read(file);
        Simplification result = Simplifying.simplify(mode, model);
        assertThat(result.report().refused()).isEmpty();
        assertThat(result.model().graph().outputs()).isEqualTo(model.graph().outputs());
        assertThat(Simplifying.simplify(mode, result.model()).report().rewrites())
                .as("second run")
                .isEmpty();
        if (errors(model).isEmpty()) {
            assertThat(errors(result.model())).isEmpty();
        }
        if (mode == SimplifyMode.LOSSLESS) {
            assertThat(result.model().graph().inputs()).isEqualTo(model.graph().inputs());
        }
        boolean compared = false;
        byte[] after = OnnxWriter.toBytes(result.model());
        for (Map<String, Tensor> inputs : inputs(model, file, mode)) {
            compared |= compare(Files.readAllBytes(file), after, inputs, mode);
        }
        return compared;
    }

    private static List<Problem> errors(Model model) {
        return ModelChecker.check(model).stream()
                .filter(problem -> problem.severity() == Severity.ERROR)
                .toList();
    }

    private static boolean compare(byte[] before, byte[] after, Map<String, Tensor> inputs, SimplifyMode mode) {
        Map<String, Tensor> wanted;
        try {
            wanted = OrtRunner.run(before, inputs);
        } catch (OrtRunner.RefusedException e) {
            // Not every operator of the standard is in the runtime; what it never ran cannot be compared.
            return false;
        }
        Map<String, Tensor> found = OrtRunner.run(after, inputs);
        boolean random = Outputs.difference(wanted, OrtRunner.run(before, inputs)) != null;
        if (!random) {
            assertThat(
                            mode == SimplifyMode.LOSSLESS
                                    ? Outputs.difference(wanted, found)
                                    : Outputs.differenceBeyond(1e-4, 1e-5, wanted, found))
                    .isNull();
        }
        return true;
    }

    /** The inputs that lie beside a model of the backend suite, else random ones, with two sizes for open dimensions. */
    private static List<Map<String, Tensor>> inputs(Model model, Path file, SimplifyMode mode) throws IOException {
        List<Map<String, Tensor>> given = ModelInputs.given(model, file);
        if (!given.isEmpty()) {
            return given;
        }
        return mode == SimplifyMode.LOSSLESS
                ? List.of(ModelInputs.random(model, 2, 1), ModelInputs.random(model, 1, 1))
                : List.of(ModelInputs.bounded(model, 2, 1), ModelInputs.bounded(model, 1, 1));
    }
}
