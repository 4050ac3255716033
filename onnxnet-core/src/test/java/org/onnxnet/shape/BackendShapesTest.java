package org.onnxnet.shape;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
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
 * models declare erased. {@code docs/shapes.md} tells the figures and how onnx itself does.
 */
class BackendShapesTest {
    private static final List<String> FOLDERS = List.of("node", "simple", "pytorch-converted", "pytorch-operator");

    /** Larger tensors of floats and strings are data, not something that shapes are computed from. */
    private static final int SMALL = 64;

    /** Which of the inputs that come with a model are given as constants. */
    private enum Given {
        NOTHING,
        INTEGERS_AND_SCALARS,
        ALL_SMALL;

        boolean includes(Tensor tensor) {
            boolean integers = tensor.elementType().isInteger() || tensor.elementType() == ElementType.BOOL;
            return switch (this) {
                case NOTHING -> false;
                case INTEGERS_AND_SCALARS -> integers || tensor.elementCount() == 1;
                case ALL_SMALL -> integers || tensor.elementCount() <= SMALL;
            };
        }
    }

    /** How the inferred shape of an output relates to the real one. */
    private enum Verdict {
        EXACT,
        PARTIAL,
        UNRANKED,
        WRONG
    }

    private record Finding(String output, Verdict verdict, String what) {}

    @Test
    void withSmallInputsGivenAllAreExactButTheExplained() {
        List<Finding> findings = judgeAll(Given.ALL_SMALL);

        assertThat(findings).hasSize(2297);
        assertThat(count(findings, Verdict.EXACT)).isGreaterThanOrEqualTo(2270);
        assertThat(open(findings)).isEqualTo(explained("ALL_SMALL"));
    }

    @Test
    void withIntegersAndScalarsGivenAllAreExactButTheExplained() {
        List<Finding> findings = judgeAll(Given.INTEGERS_AND_SCALARS);

        assertThat(count(findings, Verdict.EXACT)).isGreaterThanOrEqualTo(2235);
        assertThat(open(findings)).isEqualTo(explained("INTEGERS_AND_SCALARS"));
    }

    @Test
    void withoutInputsMostAreExact() {
        List<Finding> findings = judgeAll(Given.NOTHING);

        assertThat(findings).noneMatch(finding -> finding.verdict() == Verdict.WRONG);
        assertThat(count(findings, Verdict.EXACT)).isGreaterThanOrEqualTo(1941);
        // Models of one node, of which onnx with data propagation finds 1,610.
        List<Finding> single = judgeAll(Given.NOTHING, List.of("node"));
        assertThat(single).hasSize(2150);
        assertThat(count(single, Verdict.EXACT)).isGreaterThanOrEqualTo(1804);
    }

    private static long count(List<Finding> findings, Verdict verdict) {
        return findings.stream().filter(finding -> finding.verdict() == verdict).count();
    }

    /** The outputs that are not exact; a wrong one says how. */
    private static Set<String> open(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.verdict() != Verdict.EXACT)
                .map(finding -> finding.output() + (finding.verdict() == Verdict.WRONG ? " " + finding.what() : ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The outputs that {@code open-outputs.txt} explains for a choice of inputs. */
    private static Set<String> explained(String given) {
        try (InputStream resource = BackendShapesTest.class.getResourceAsStream("open-outputs.txt");
                BufferedReader lines = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t"))
                    .peek(columns -> assertThat(columns).as("a reason is given").hasSize(3))
                    .filter(columns -> columns[0].equals(given) || columns[0].equals("ANY"))
                    .map(columns -> columns[1])
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Finding> judgeAll(Given choice) {
        return judgeAll(choice, FOLDERS);
    }

    private static List<Finding> judgeAll(Given choice, List<String> folders) {
        List<Finding> findings = new ArrayList<>();
        for (String folder : folders) {
            for (Path file : SharedData.backendModels(folder)) {
                findings.addAll(judge(file, choice));
            }
        }
        return findings;
    }

    private static List<Finding> judge(Path file, Given choice) {
        Path data = file.resolveSibling("test_data_set_0");
        try {
            Model model = OnnxReader.read(file);
            Map<String, Tensor> given = new HashMap<>();
            for (int i = 0; i < model.graph().inputs().size(); i++) {
                Value input = model.graph().inputs().get(i);
                Path stored = data.resolve("input_" + i + ".pb");
                if (input.type() instanceof ValueType.OfTensor && Files.exists(stored)) {
                    Tensor tensor = OnnxReader.readTensor(stored);
                    if (choice.includes(tensor)) {
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
                    ValueType inferred = types.type(output.name());
                    Tensor real = OnnxReader.readTensor(stored);
                    findings.add(new Finding(
                            file.getParent().getFileName() + " " + output.name(),
                            judge(inferred, real),
                            "inferred " + inferred + ", real " + real.type()));
                }
            }
            return findings;
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    private static Model withoutDeclarations(Model model) {
        List<Value> outputs = model.graph().outputs().stream()
                .map(output -> output.withType(null))
                .toList();
        return model.withGraph(
                model.graph().with(parts -> parts.outputs(outputs).valueInfo(List.of())));
    }

    private static Verdict judge(ValueType inferred, Tensor real) {
        if (!(inferred instanceof ValueType.OfTensor tensor)) {
            return inferred == null ? Verdict.UNRANKED : Verdict.WRONG;
        }
        if (tensor.elementType() != real.elementType()) {
            return Verdict.WRONG;
        }
        Shape shape = tensor.shape();
        if (shape == null) {
            return Verdict.UNRANKED;
        }
        if (shape.equals(real.shape())) {
            return Verdict.EXACT;
        }
        boolean fits = shape.rank() == real.shape().rank();
        for (int axis = 0; fits && axis < shape.rank(); axis++) {
            Dim dim = shape.dim(axis);
            fits = !dim.isKnown() || dim.equals(real.shape().dim(axis));
        }
        return fits ? Verdict.PARTIAL : Verdict.WRONG;
    }
}
