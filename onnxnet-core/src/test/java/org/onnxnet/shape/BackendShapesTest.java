package org.onnxnet.shape;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.Value;
import org.onnxnet.graph.ValueType;
import org.onnxnet.io.OnnxReader;
import org.onnxnet.testing.SharedData;

/**
 * Shapes of all models of the ONNX backend suite against the outputs that come with it, with the output types that the
 * models declare erased. The figures are pinned: an improvement raises them, and nothing may lower them.
 */
class BackendShapesTest {
    private static final List<String> FOLDERS = List.of("node", "simple", "pytorch-converted", "pytorch-operator");
    private static final int SMALL = 64;

    /** How the inferred shape of an output relates to the real one. */
    private enum Verdict {
        EXACT,
        PARTIAL,
        UNRANKED,
        WRONG
    }

    private record Finding(Verdict verdict, String what) {}

    @Test
    void withSmallInputsGiven() {
        Map<Verdict, List<String>> found = judgeAll(true);
        assertThat(found.get(Verdict.WRONG)).isEmpty();
        assertThat(found.get(Verdict.EXACT)).hasSizeGreaterThanOrEqualTo(2259);
    }

    @Test
    void withoutInputs() {
        Map<Verdict, List<String>> found = judgeAll(false);
        assertThat(found.get(Verdict.WRONG)).isEmpty();
        assertThat(found.get(Verdict.EXACT)).hasSizeGreaterThanOrEqualTo(1939);
    }

    private static Map<Verdict, List<String>> judgeAll(boolean giveInputs) {
        Map<Verdict, List<String>> findings = new HashMap<>();
        for (Verdict verdict : Verdict.values()) {
            findings.put(verdict, new ArrayList<>());
        }
        for (String folder : FOLDERS) {
            for (Path file : SharedData.backendModels(folder)) {
                for (Finding finding : judge(file, giveInputs)) {
                    findings.get(finding.verdict()).add(file.getParent().getFileName() + " " + finding.what());
                }
            }
        }
        return findings;
    }

    private static List<Finding> judge(Path file, boolean giveInputs) {
        Path data = file.resolveSibling("test_data_set_0");
        try {
            Model model = OnnxReader.read(file);
            Map<String, Tensor> given = new HashMap<>();
            for (int i = 0; giveInputs && i < model.graph().inputs().size(); i++) {
                Value input = model.graph().inputs().get(i);
                Path stored = data.resolve("input_" + i + ".pb");
                if (input.type() instanceof ValueType.OfTensor && Files.exists(stored)) {
                    Tensor tensor = OnnxReader.readTensor(stored);
                    if (isSmall(tensor)) {
                        given.put(input.name(), tensor);
                    }
                }
            }
            InferredTypes types = ShapeInference.standard().infer(withoutDeclarations(model), given);
            List<Finding> findings = new ArrayList<>();
            for (int i = 0; i < model.graph().outputs().size(); i++) {
                Value output = model.graph().outputs().get(i);
                Path stored = data.resolve("output_" + i + ".pb");
                if (output.type() instanceof ValueType.OfTensor && Files.exists(stored)) {
                    findings.add(judge(types.type(output.name()), OnnxReader.readTensor(stored), output.name()));
                }
            }
            return findings;
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    /** Integers and truth values, and few floats: what shapes are computed from. */
    private static boolean isSmall(Tensor tensor) {
        boolean integers = tensor.elementType().isInteger() || tensor.elementType() == ElementType.BOOL;
        return integers || tensor.elementCount() <= SMALL;
    }

    private static Model withoutDeclarations(Model model) {
        List<Value> outputs = model.graph().outputs().stream()
                .map(output -> output.withType(null))
                .toList();
        return model.withGraph(
                model.graph().with(parts -> parts.outputs(outputs).valueInfo(List.of())));
    }

    private static Finding judge(ValueType inferred, Tensor real, String name) {
        String what = name + ": inferred " + inferred + ", real " + real.type();
        if (!(inferred instanceof ValueType.OfTensor tensor)) {
            return new Finding(inferred == null ? Verdict.UNRANKED : Verdict.WRONG, what);
        }
        if (tensor.elementType() != real.elementType()) {
            return new Finding(Verdict.WRONG, what);
        }
        Shape shape = tensor.shape();
        if (shape == null) {
            return new Finding(Verdict.UNRANKED, what);
        }
        if (shape.equals(real.shape())) {
            return new Finding(Verdict.EXACT, what);
        }
        boolean fits = shape.rank() == real.shape().rank();
        for (int axis = 0; fits && axis < shape.rank(); axis++) {
            Dim dim = shape.dim(axis);
            fits = !dim.isKnown() || dim.equals(real.shape().dim(axis));
        }
        return new Finding(fits ? Verdict.PARTIAL : Verdict.WRONG, what);
    }
}
