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
import org.onnxnet.testing.Simplifying;

/** What holds for every model. */
class SimplifierPropertyTest {
    @Provide
    Arbitrary<RandomModel> models() {
        return RandomGraphs.models();
    }

    @Property(tries = 60)
    void losslessKeepsEveryBit(@ForAll("models") RandomModel random) {
        Model model = random.model();
        Simplification result = Simplifying.simplify(SimplifyMode.LOSSLESS, model);
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
        Simplification result = Simplifying.simplify(SimplifyMode.CANONICAL, random.model());
        assertThat(result.report().refused()).isEmpty();
        OrtRunner.load(OnnxWriter.toBytes(result.model()));
    }

    @Property(tries = 60)
    void aSecondRunChangesNothing(@ForAll("models") RandomModel random, @ForAll SimplifyMode mode) {
        Model once = Simplifying.simplify(mode, random.model()).model();
        Simplification twice = Simplifying.simplify(mode, once);
        assertThat(twice.report().rewrites()).isEmpty();
        assertThat(twice.model()).isSameAs(once);
    }

    @Property(tries = 60)
    void equalModelsGiveEqualBytes(@ForAll("models") RandomModel random, @ForAll SimplifyMode mode) {
        byte[] first =
                OnnxWriter.toBytes(Simplifying.simplify(mode, random.model()).model());
        assertThat(OnnxWriter.toBytes(Simplifying.simplify(mode, random.model()).model()))
                .isEqualTo(first);
    }

    @Property(tries = 60)
    void namesDoNotMatter(@ForAll("models") RandomModel random, @ForAll SimplifyMode mode, @ForAll long seed) {
        SimplificationReport plain = Simplifying.simplify(mode, random.model()).report();
        SimplificationReport renamed = Simplifying.simplify(mode, Renaming.internal(random.model(), seed))
                .report();
        assertThat(renamed.nodesAfter()).isEqualTo(plain.nodesAfter());
        assertThat(renamed.countsByRule()).isEqualTo(plain.countsByRule());
    }
}
