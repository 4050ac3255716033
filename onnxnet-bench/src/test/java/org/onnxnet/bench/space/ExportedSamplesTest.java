package org.onnxnet.bench.space;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onnxnet.OnnxGraph;
import org.onnxnet.bench.network.CanonicalText;
import org.onnxnet.bench.network.ExporterStyle;
import org.onnxnet.encoder.Component;
import org.onnxnet.encoder.Encoder;
import org.onnxnet.simplify.SimplifyMode;
import org.onnxnet.testing.SharedData;
import org.onnxnet.testing.Simplifying;

/** Generated networks beside what the published PyTorch code exported and onnx-simplifier left. */
class ExportedSamplesTest {
    private static final Encoder ENCODER = Encoder.with(Component.INPUTS, Component.PARAMETERS, Component.OUT_SHAPE);

    @ParameterizedTest
    @CsvSource({
        "nasbench101, 00005c142e6f48ac74fdcf73e3439874, nb101-00005c14",
        "nasbench101, a58a8868dfd92a0ff18209928dfd1281, nb101-fig9",
        "nasbench101, 28cfc7874f6d200472e1a9dcd8650aa0, nb101-inception",
        "nasbench101, 99e297f5fada30d669294070ed1df4a9, nb101-adds",
        "nasbench101, ffff76fafa7b0cdf545fd7feee9c8bf9, nb101-slices",
        "nasbench201, |avg_pool_3x3~0|+|nor_conv_1x1~0|skip_connect~1|+|nor_conv_1x1~0|skip_connect~1|skip_connect~2|, nb201-0",
        "nasbench201, |nor_conv_3x3~0|+|nor_conv_3x3~0|avg_pool_3x3~1|+|skip_connect~0|nor_conv_3x3~1|skip_connect~2|, nb201-1",
        "nasbench201, |avg_pool_3x3~0|+|none~0|none~1|+|skip_connect~0|none~1|nor_conv_3x3~2|, nb201-9",
        "nasbench201, |nor_conv_3x3~0|+|nor_conv_3x3~0|nor_conv_3x3~1|+|skip_connect~0|nor_conv_3x3~1|nor_conv_1x1~2|, nb201-6111",
        "nasbench201, |nor_conv_3x3~0|+|nor_conv_3x3~0|nor_conv_3x3~1|+|skip_connect~0|nor_conv_3x3~1|nor_conv_3x3~2|, nb201-9930",
        "nasbench201, |nor_conv_3x3~0|+|nor_conv_3x3~0|nor_conv_3x3~1|+|skip_connect~0|nor_conv_1x1~1|nor_conv_3x3~2|, nb201-13714",
        "nats-size, 8:8:8:16:40, nats-size-8-8-8-16-40",
        "nats-size, 64:64:64:64:64, nats-size-64-64-64-64-64"
    })
    void equalTheExport(String space, String architecture, String sample) throws IOException {
        check(SearchSpaces.named(space), architecture, sample);
    }

    @ParameterizedTest
    @CsvSource({"0, darts-v1", "1, darts-v2"})
    void genotypesEqualTheExport(int row, String sample) throws IOException {
        check(
                SearchSpaces.named("nasbench301"),
                NamedNetworks.of("nasbench301").get(row).architecture(),
                sample);
    }

    @ParameterizedTest
    @CsvSource({
        "transnas-micro, 64-41414-1_02_333",
        "transnas-micro, 64-41414-3_33_333",
        "transnas-macro, 64-1234-basic",
        "transnas-macro, 64-2311-basic"
    })
    void taskonomyNetworksEqualTheExport(String space, String architecture) throws IOException {
        check(SearchSpaces.named(space), architecture, "transnas-" + architecture);
    }

    private static <A> void check(SearchSpace<A> space, String text, String sample) throws IOException {
        A architecture = space.parse(text);
        OnnxGraph exported = OnnxGraph.load(SharedData.sample(sample + ".sim.onnx"));
        OnnxGraph raw = OnnxGraph.load(SharedData.sample(sample + ".raw.onnx"));
        OnnxGraph generated = space.toGraph(architecture, space.defaults().withStyle(ExporterStyle.TORCH_2_6));
        OnnxGraph older = space.toGraph(architecture, space.defaults().withStyle(ExporterStyle.TORCH_1_13));

        assertThat(CanonicalText.of(generated)).isEqualTo(CanonicalText.of(exported));
        assertThat(CanonicalText.of(older)).isEqualTo(CanonicalText.of(exported));
        assertThat(generated.model().opsets()).isEqualTo(exported.model().opsets());
        assertThat(generated.model().irVersion()).isEqualTo(exported.model().irVersion());
        for (int i = 0; i < exported.nodes().size(); i++) {
            assertThat(generated.nodes().get(i).attributes())
                    .isEqualTo(exported.nodes().get(i).attributes());
        }
        OnnxGraph canonical = Simplifying.simplify(SimplifyMode.CANONICAL, generated);
        for (OnnxGraph other : new OnnxGraph[] {exported, raw}) {
            OnnxGraph otherCanonical = Simplifying.simplify(SimplifyMode.CANONICAL, other);
            assertThat(ENCODER.encode(canonical).text())
                    .isEqualTo(ENCODER.encode(otherCanonical).text());
            assertThat(canonical.canonicalHash()).isEqualTo(otherCanonical.canonicalHash());
        }
    }
}
