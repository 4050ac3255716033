package org.onnxnet.bench.space.nasbench201;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.onnxnet.OnnxGraph;
import org.onnxnet.simplify.SimplificationReport.Rewrite;
import org.onnxnet.simplify.Simplifier;
import org.onnxnet.simplify.SimplifyMode;

/**
 * The networks are what onnx-simplifier leaves, so CANONICAL finds little: attributes that have no say, the pooling at the end in
 * the form that it prefers, initializers that this frees, and products with 0 that one run of onnx-simplifier does not merge.
 *
 * <p>A sample of 250; all 15,625 with {@code -Donnxnet.everything=true}.
 */
class CanonicalModeTest {
    private static final Set<String> FORM = Set.of(
            "RemoveIdleAttribute", "ReshapeToFlatten", "FlattenedAverageToReduceMean", "RemoveUnusedInitializer");
    private static final String MERGE = "MergeEqualNodes";

    private final NasBench201 space = new NasBench201();

    private LongStream indices() {
        boolean all = Boolean.getBoolean("onnxnet.everything");
        return LongStream.range(0, all ? space.count() : 250)
                .map(i -> all ? i : i * 62)
                .parallel();
    }

    private static Stream<Rewrite> rewrites(OnnxGraph network) {
        return Simplifier.of(SimplifyMode.CANONICAL).simplify(network.model()).report().rewrites().stream();
    }

    @Test
    void findsOnlyWhatOneRunLeaves() {
        assertThat(indices()
                        .boxed()
                        .flatMap(i -> rewrites(space.toGraph(space.architecture(i))))
                        .filter(rewrite -> !FORM.contains(rewrite.rule()))
                        .filter(rewrite -> !(rewrite.rule().equals(MERGE)
                                && rewrite.nodes().stream().allMatch(node -> node.contains(" Mul("))))
                        .toList())
                .isEmpty();
    }

    @Test
    void findsNothingToMergeAfterASecondRun() {
        assertThat(indices()
                        .boxed()
                        .flatMap(i -> rewrites(space.toGraph(
                                space.architecture(i), space.defaults().withFullCse(true))))
                        .filter(rewrite -> !FORM.contains(rewrite.rule()))
                        .toList())
                .isEmpty();
    }
}
