package org.onnxnet;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.onnxnet.analysis.CanonicalHash;
import org.onnxnet.analysis.Dot;
import org.onnxnet.analysis.NetworkStatistics;
import org.onnxnet.check.ModelChecker;
import org.onnxnet.graph.InvalidModelException;
import org.onnxnet.graph.Model;
import org.onnxnet.io.OnnxReader;
import org.onnxnet.io.OnnxWriter;
import org.onnxnet.proto.ModelProto;
import org.onnxnet.shape.ShapeInference;
import org.onnxnet.simplify.SimplifyMode;
import org.onnxnet.testing.Simplifying;
import org.onnxnet.testing.fuzz.FuzzRuns;
import org.onnxnet.testing.fuzz.FuzzTarget;

/** Whatever a file holds, nothing but an {@code OnnxNetException} comes out, and soon; docs/fuzzing.md says how to hunt. */
public class FuzzTest {
    private static final Map<String, FuzzTarget> TARGETS = new TreeMap<>(Map.of(
            "reader",
            FuzzTest::read,
            "checker",
            input -> ModelChecker.check(OnnxReader.read(input)),
            "shapes",
            FuzzTest::infer,
            "lossless",
            input -> simplify(OnnxReader.read(input), SimplifyMode.LOSSLESS),
            "canonical",
            input -> simplify(OnnxReader.read(input), SimplifyMode.CANONICAL),
            "analysis",
            FuzzTest::analyse));

    @TestFactory
    Stream<DynamicTest> nothingBreaks() {
        return TARGETS.entrySet().stream()
                .map(target -> DynamicTest.dynamicTest(
                        target.getKey(), () -> FuzzRuns.run(target.getKey(), target.getValue())));
    }

    /** Where Jazzer enters; the system property {@code onnxnet.fuzz.target} says which target. */
    public static void fuzzerTestOneInput(byte[] input) {
        FuzzRuns.accept(TARGETS.get(System.getProperty("onnxnet.fuzz.target")), input);
    }

    /** What loads can be saved, every protobuf reader takes what was saved, and it loads again as the same model. */
    private static void read(byte[] input) {
        try {
            Model model = OnnxReader.read(input);
            assertThat(saved(model).equals(model)).as("loads again equal").isTrue();
        } catch (InvalidModelException refused) {
            assertThat(refused).message().hasLineCount(1).hasSizeLessThan(2000);
            throw refused;
        }
    }

    private static void infer(byte[] input) {
        Model model = OnnxReader.read(input);
        ShapeInference.withoutValuePropagation().infer(model).annotate(model);
        Model annotated = ShapeInference.standard().infer(model).annotate(model);
        assertThat(saved(annotated).equals(annotated)).as("loads again equal").isTrue();
    }

    private static void simplify(Model model, SimplifyMode mode) {
        Model simplified = Simplifying.simplify(mode, model).model();
        assertThat(simplified.graph().outputs()).isEqualTo(model.graph().outputs());
        if (mode == SimplifyMode.LOSSLESS) {
            assertThat(simplified.graph().inputs()).isEqualTo(model.graph().inputs());
        }
        saved(simplified);
    }

    private static void analyse(byte[] input) {
        Model model = OnnxReader.read(input);
        NetworkStatistics.of(model);
        CanonicalHash.of(model);
        Dot.of(model);
        assertThat(OnnxGraph.of(model).toString()).isNotEmpty();
    }

    /** A model after it was saved; saving that gives the same bytes. */
    private static Model saved(Model model) {
        byte[] saved = OnnxWriter.toBytes(model);
        Model again = OnnxReader.read(saved);
        assertThat(OnnxWriter.toBytes(again)).isEqualTo(saved);
        try {
            CodedInputStream in = CodedInputStream.newInstance(saved);
            in.setRecursionLimit(10_000);
            assertThat(ModelProto.parseFrom(in).hasGraph()).isTrue();
        } catch (IOException e) {
            throw new AssertionError("protobuf refuses what was saved", e);
        }
        return again;
    }
}
