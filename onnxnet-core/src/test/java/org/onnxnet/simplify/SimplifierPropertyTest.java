package org.onnxnet.simplify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Tensor;
import org.onnxnet.io.OnnxWriter;
import org.onnxnet.testing.OrtRunner;
import org.onnxnet.testing.Outputs;
import org.onnxnet.testing.RandomGraphs;
import org.onnxnet.testing.RandomGraphs.RandomModel;
import org.onnxnet.testing.Renaming;

/** What holds for every model. */
class SimplifierPropertyTest {
    @Provide
    Arbitrary<RandomModel> models() {
        return RandomGraphs.models();
    }

    @Property(tries = 60)
    void losslessKeepsEveryBit(@ForAll("models") RandomModel random) {
        Model model = random.model();
        Simplification result = Simplifier.of(SimplifyMode.LOSSLESS).simplify(model);
        assertThat(result.report().refused()).isEmpty();
        assertThat(result.model().graph().inputs()).isEqualTo(model.graph().inputs());
        assertThat(result.model().graph().outputs()).isEqualTo(model.graph().outputs());
        byte[] before = OnnxWriter.toBytes(model);
        byte[] after = OnnxWriter.toBytes(result.model());
        for (int variant = 0; variant < 2; variant++) {
            Map<String, Tensor> inputs = random.inputs(variant);
            assertThat(Outputs.difference(OrtRunner.run(before, inputs), OrtRunner.run(after, inputs)))
                    .as("%s", result.report())
                    .isNull();
        }
    }

    @Property(tries = 60)
    void canonicalResultsAreModelsThatRun(@ForAll("models") RandomModel random) {
        Simplification result = Simplifier.of(SimplifyMode.CANONICAL).simplify(random.model());
        assertThat(result.report().refused()).isEmpty();
        OrtRunner.load(OnnxWriter.toBytes(result.model()));
    }

    @Property(tries = 60)
    void aSecondRunChangesNothing(@ForAll("models") RandomModel random, @ForAll SimplifyMode mode) {
        Simplifier simplifier = Simplifier.of(mode);
        Model once = simplifier.simplify(random.model()).model();
        Simplification twice = simplifier.simplify(once);
        assertThat(twice.report().rewrites()).isEmpty();
        assertThat(twice.model()).isSameAs(once);
    }

    @Property(tries = 60)
    void equalModelsGiveEqualBytes(@ForAll("models") RandomModel random, @ForAll SimplifyMode mode) {
        Simplifier simplifier = Simplifier.of(mode);
        byte[] first = OnnxWriter.toBytes(simplifier.simplify(random.model()).model());
        assertThat(OnnxWriter.toBytes(simplifier.simplify(random.model()).model()))
                .isEqualTo(first);
    }

    @Property(tries = 60)
    void namesDoNotMatter(@ForAll("models") RandomModel random, @ForAll SimplifyMode mode, @ForAll long seed) {
        SimplificationReport plain =
                Simplifier.of(mode).simplify(random.model()).report();
        SimplificationReport renamed = Simplifier.of(mode)
                .simplify(Renaming.internal(random.model(), seed))
                .report();
        assertThat(renamed.nodesAfter()).isEqualTo(plain.nodesAfter());
        assertThat(renamed.countsByRule()).isEqualTo(plain.countsByRule());
    }
}
