package org.onnxnet.simplify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.onnxnet.check.ModelChecker;
import org.onnxnet.check.Problem;
import org.onnxnet.check.Severity;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.Value;
import org.onnxnet.graph.ValueType;
import org.onnxnet.io.OnnxReader;
import org.onnxnet.io.OnnxWriter;
import org.onnxnet.testing.OrtRunner;
import org.onnxnet.testing.Outputs;
import org.onnxnet.testing.RandomInputs;

/** Compares a model file with what a simplifier makes of it. */
final class Oracle {
    private Oracle() {}

    /** Whether ONNX Runtime could run the original, so that something was compared. */
    static boolean check(Path file, SimplifyMode mode) throws IOException {
        Model model = OnnxReader.read(file);
        Simplification result = Simplifier.of(mode).simplify(model);
        assertThat(result.report().refused()).isEmpty();
        assertThat(result.model().graph().outputs()).isEqualTo(model.graph().outputs());
        assertThat(Simplifier.of(mode).simplify(result.model()).report().rewrites())
                .as("second run")
                .isEmpty();
        if (errors(model).isEmpty()) {
            assertThat(errors(result.model())).isEmpty();
        }
        if (mode == SimplifyMode.LOSSLESS) {
            assertThat(result.model().graph().inputs()).isEqualTo(model.graph().inputs());
        }
        boolean compared = false;
        for (int open : List.of(2, 1)) {
            compared |= compare(
                    Files.readAllBytes(file),
                    OnnxWriter.toBytes(result.model()),
                    inputs(model, file, open, mode),
                    mode);
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

    /** The inputs that lie beside a model of the backend suite, else random ones, with a size for dimensions that are open. */
    private static Map<String, Tensor> inputs(Model model, Path file, int open, SimplifyMode mode) throws IOException {
        Map<String, Tensor> inputs = new HashMap<>();
        Path folder = file.resolveSibling("test_data_set_0");
        int index = 0;
        for (Value input : model.graph().inputs()) {
            if (model.graph().initializer(input.name()) != null) {
                continue;
            }
            Path data = folder.resolve("input_" + index++ + ".pb");
            if (Files.exists(data) && input.type() instanceof ValueType.OfTensor) {
                inputs.put(input.name(), OnnxReader.readTensor(data));
            } else if (input.type() instanceof ValueType.OfTensor type && type.shape() != null) {
                ValueType.OfTensor closed = ValueType.tensor(
                        type.elementType(),
                        new Shape(type.shape().dims().stream()
                                .map(dim -> dim.isKnown() ? dim : Dim.of(open))
                                .toList()));
                Map<String, ValueType.OfTensor> types = Map.of(input.name(), closed);
                inputs.putAll(
                        mode == SimplifyMode.LOSSLESS
                                ? RandomInputs.of(types, index)
                                : RandomInputs.plain(types, index));
            }
        }
        return inputs;
    }
}
